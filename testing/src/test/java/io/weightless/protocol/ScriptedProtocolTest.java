package io.weightless.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.testing.InTask;
import io.weightless.testing.ScriptedStream;
import io.weightless.testing.Trail;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Protocols without a network: a script is the other end.
@InTask
final class ScriptedProtocolTest {
  private static final String BOTH = "Jack\nGraz\n";

  private final Trail trail = new Trail();

  /// Asks for a name and a town, and greets.
  private class Dialogue implements Protocol {
    private final StringBuilder heard = new StringBuilder();
    private @Nullable Transport peer;

    Transport peer() {
      if (peer == null) {
        throw new IllegalStateException("not connected yet");
      }
      return peer;
    }

    @Override
    public void connected(Transport transport) {
      peer = transport;
      transport.write(ByteBuffer.wrap("Who?\n".getBytes(UTF_8)));
    }

    @Override
    public void received(ByteBuffer bytes) {
      heard.append(UTF_8.decode(bytes));
      if (heard.chars().filter(c -> c == '\n').count() == 2) {
        String answer = "Hello " + heard.toString().replace("\n", "!");
        peer().write(ByteBuffer.wrap(answer.getBytes(UTF_8)));
        peer().loseConnection();
      }
    }

    @Override
    public void lost(@Nullable IOException reason) {
      trail.add("lost: " + reason);
    }
  }

  @Test
  void itHoldsADialogueHoweverItsInputIsCut() throws Exception {
    for (int cut = 0; cut <= BOTH.length(); cut++) {
      ScriptedStream peer =
          new ScriptedStream()
              .expect("Who?\n")
              .send(BOTH.substring(0, cut), BOTH.substring(cut))
              .expect("Hello Jack!Graz!")
              .expectEnd();
      Protocols.run(peer, new Dialogue());

      peer.assertOver();
    }
    assertThat(trail.events()).hasSize(BOTH.length() + 1).containsOnly("lost: null");
  }

  @Test
  void anEndThatComesTooEarlyIsNoFailure() throws Exception {
    ScriptedStream peer = new ScriptedStream().expect("Who?\n").send("Ja").end();
    Protocols.run(peer, new Dialogue());

    peer.assertOver();
    trail.assertIs("lost: null");
  }

  @Test
  void whatTheStreamFailsWithIsTheReason() throws Exception {
    IOException failure = new IOException("on purpose");
    Protocols.run(new ScriptedStream().expect("Who?\n").fail(failure), new Dialogue());

    trail.assertIs("lost: " + failure);
  }

  @Test
  void whatWasReceivedIsLentUntilTheCallbackReturnsAlsoWhenThatAborts() throws Exception {
    ScriptedStream peer = new ScriptedStream().send("kept");
    Protocol aborts =
        new Dialogue() {
          @Override
          public void received(ByteBuffer bytes) {
            peer().abort();
            trail.add(UTF_8.decode(bytes).toString());
          }
        };
    Protocols.run(peer, aborts);

    assertThat(trail.events()).first().isEqualTo("kept");
  }
}
