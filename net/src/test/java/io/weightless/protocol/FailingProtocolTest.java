package io.weightless.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.net.internal.EachBackend;
import io.weightless.protocol.World.Peer;
import io.weightless.scope.Task;
import io.weightless.sync.Event;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

@EachBackend
final class FailingProtocolTest {
  @AutoClose private final World world;

  FailingProtocolTest(String backend) throws IOException {
    world = new World(backend);
  }

  /// Does something wrong when a certain thing happens to it.
  private static class Wrong extends Recorder {
    final String where;

    Wrong(String where) {
      this.where = where;
    }

    void at(String place) throws Exception {
      if (place.equals(where)) {
        fail();
      }
    }

    void fail() throws Exception {
      throw new Exception("on purpose");
    }

    @Override
    public void connected(Transport transport) throws Exception {
      super.connected(transport);
      at("connected");
    }

    @Override
    public void received(ByteBuffer bytes) throws Exception {
      super.received(bytes);
      at("received");
    }

    @Override
    public boolean inputEnded() throws Exception {
      transport().closeOutput();
      at("input ended");
      return true;
    }

    @Override
    public void outputClosed() throws Exception {
      at("output closed");
    }

    @Override
    public void lost(@Nullable IOException why) throws Exception {
      super.lost(why);
      at("lost");
    }
  }

  /// Has everything happen to it.
  private Throwable live(Recorder protocol) throws IOException {
    Throwable[] thrown = new Throwable[1];
    world.run(scope -> {
      try (Peer peer = world.peerOf(scope, protocol)) {
        peer.write("x");
        peer.stream().closeOutput();
        thrown[0] = peer.end().await();
      }
    });
    return thrown[0];
  }

  @Test
  void whatACallbackThrowsAbortsTheConnectionAndIsThrownWhenTheLossWasTold() throws IOException {
    for (String where : List.of("connected", "received", "input ended", "output closed")) {
      Recorder wrong = new Wrong(where);
      Throwable thrown = live(wrong);

      assertThat(thrown).as(where).hasMessage("on purpose");
      assertThat(wrong.trail.getLast()).isEqualTo("lost");
      assertThat(wrong.trail).doesNotHaveDuplicates();
      assertThat(wrong.reason)
          .hasCause(thrown)
          .hasMessage("a callback of the connection to %s failed", wrong.transport().remote());
    }
  }

  @Test
  void thePeerSeesAReset() throws IOException {
    world.run(scope -> {
      try (Peer peer = world.peerOf(scope, new Wrong("received"))) {
        peer.write("x");
        peer.end().await();
        assertThatThrownBy(peer::read).hasMessageContaining("Connection reset");
      }
    });
  }

  @Test
  void whatTheLastCallbackThrowsIsThrownToo() throws IOException {
    Recorder wrong = new Wrong("lost");

    assertThat(live(wrong)).hasMessage("on purpose");
    assertThat(wrong.reason).isNull();
  }

  @Test
  void aSecondFailureIsSuppressedInTheFirst() throws IOException {
    Recorder wrong =
        new Wrong("received") {
          @Override
          public void lost(@Nullable IOException why) throws Exception {
            super.lost(why);
            throw new IOException("once more");
          }
        };

    Throwable thrown = live(wrong);

    assertThat(thrown).hasMessage("on purpose");
    assertThat(thrown.getSuppressed()).singleElement().asString().contains("once more");
  }

  @Test
  void anErrorIsThrownAsItIs() throws IOException {
    AssertionError error = new AssertionError("on purpose");
    Recorder wrong =
        new Wrong("received") {
          @Override
          void fail() {
            throw error;
          }
        };

    assertThat(live(wrong)).isSameAs(error);
  }

  @Test
  void aCallbackThatWaitsIsRefusedInAnyOfThem() throws IOException {
    for (String where : List.of("connected", "received", "input ended", "output closed", "lost")) {
      Recorder wrong =
          new Wrong(where) {
            @Override
            void fail() {
              Task.sleep(Duration.ofDays(1));
            }
          };

      assertThat(live(wrong))
          .as(where)
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("a callback of recorder can't wait: have a task do what has to");
    }
  }

  @Test
  void oneThatCatchesTheRefusalGoesOn() throws IOException {
    Recorder careful =
        new Wrong("received") {
          @Override
          void fail() {
            assertThatThrownBy(() -> new Event().await()).hasMessageContaining("can't wait here");
          }
        };

    assertThat(live(careful)).isNull();
    assertThat(careful.reason).isNull();
  }

  @Test
  void nothingIsToldToOneThatHasFailedButTheLoss() throws IOException {
    Recorder wrong = new Wrong("connected");
    world.run(scope -> {
      try (Peer peer = world.peerOf(scope, wrong)) {
        peer.stream().write(ByteBuffer.allocate(100_000));
        peer.end().await();
      }
    });

    assertThat(wrong.trail).containsExactly("connected", "lost");
  }
}
