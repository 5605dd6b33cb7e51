package io.weightless.http;

import static io.weightless.http.kit.World.pass;
import static io.weightless.http.kit.World.settle;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.coroutine.Coroutine;
import io.weightless.coroutine.Program;
import io.weightless.coroutine.TimedOut;
import io.weightless.gio.Gio;
import io.weightless.http.kit.Client;
import io.weightless.http.kit.Driver;
import io.weightless.http.kit.Wire;
import io.weightless.http.kit.World;
import io.weightless.reactor.Reactor;
import io.weightless.reactor.VirtualClock;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// HTTP as a coroutine on streams: what it waits for, and how long.
final class HttpOnGioTest {
  private static final Handler PATH = request -> Response.ok(request.path());
  private static final Handler READ =
      request -> Response.ok(new String(request.body().readAll(100), ISO_8859_1));

  @TempDir private Path root = Path.of("");

  /// What a test does on the other side.
  private interface Session {
    void run(Driven driven) throws Exception;
  }

  /// A coroutine that is being driven, seen from the client's side.
  private record Driven(
      Client client, Wire wire, Coroutine<ByteBuffer, ByteBuffer, ?> http, Task<?> task) {
    boolean isOver() {
      return http.isDone();
    }
  }

  @Test
  void aConnectionIsUsedAgain() throws Exception {
    driving(
        HttpProtocol.of(PATH),
        driven -> {
          assertThat(driven.client().get("/1").body()).isEqualTo("/1");
          assertThat(driven.client().get("/2").body()).isEqualTo("/2");
          driven.client().endOutput();
          settle();
          assertThat(driven.isOver()).isTrue();
        });
  }

  @Test
  void whatIsLeftBehindTheLastRequestIsInItsRest() throws Exception {
    driving(
        HttpProtocol.of(PATH),
        driven -> {
          driven.client().send("GET /1 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\nmore");
          assertThat(driven.client().receive().body()).isEqualTo("/1");
          settle();
          assertThat(driven.isOver()).isTrue();
          assertThat(driven.http().rest())
              .extracting(part -> ISO_8859_1.decode(part).toString())
              .containsExactly("more");
        });
  }

  @Test
  void aHeadThatDoesNotComeInTimeIs408() throws Exception {
    driving(
        HttpProtocol.of(PATH),
        driven -> {
          driven.client().send("GET / HTTP/1.1\r\n");
          pass(Duration.ofSeconds(6));
          driven.client().send("Host: a\r\n");
          pass(Duration.ofMillis(3_999));
          assertThat(driven.wire().server().writes()).isEmpty();
          pass(Duration.ofMillis(1));
          assertThat(driven.client().receive().status()).isEqualTo(408);
          driven.client().endOutput();
          settle();
          assertThat(driven.isOver()).isTrue();
        });
  }

  @Test
  void aResponseMayTakeAsLongAsOneLikes() throws Exception {
    Duration endless = Duration.ofNanos(Long.MAX_VALUE);
    Limits limits =
        Limits.DEFAULT.with(
            new Limits.Times(ofSeconds(1), ofSeconds(1), ofSeconds(1), endless, 16 * 1024));
    driving(
        HttpProtocol.of(PATH, limits),
        driven -> assertThat(driven.client().get("/1").body()).isEqualTo("/1"));
  }

  @Test
  void aHeadMayComeInPiecesWithinItsTime() throws Exception {
    driving(
        HttpProtocol.of(PATH),
        driven -> {
          for (int i = 0; i < 2; i++) {
            driven.client().send("GET /" + i + " HTTP/1.1\r\n");
            pass(Duration.ofMillis(9_999));
            driven.client().send("Host: a\r\n\r\n");
            assertThat(driven.client().receive().body()).isEqualTo("/" + i);
          }
        });
  }

  @Test
  void anIdleClientIsLeftInTime() throws Exception {
    driving(
        HttpProtocol.of(PATH),
        driven -> {
          driven.client().get("/");
          pass(Duration.ofMillis(59_999));
          assertThat(driven.isOver()).isFalse();
          pass(Duration.ofMillis(1));
          assertThat(driven.isOver()).isTrue();
          assertThat(driven.client().rest()).isEmpty();
        });
  }

  @Test
  void aBodyThatDoesNotComeEndsIt() throws Exception {
    driving(
        HttpProtocol.of(READ),
        driven -> {
          driven.client().send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nab");
          pass(Duration.ofMillis(9_999));
          assertThat(driven.isOver()).isFalse();
          pass(Duration.ofMillis(1));
          assertThat(driven.isOver()).isTrue();
          assertThat(driven.client().rest()).isEmpty();
        });
  }

  @Test
  void aBodyThatDoesNotComeIsNotAnsweredByAHandlerThatGoesOn() throws Exception {
    Handler stubborn =
        request -> {
          try {
            return READ.handle(request);
          } catch (IOException late) {
            return Response.ok("all the same");
          }
        };
    driving(
        HttpProtocol.of(stubborn),
        driven -> {
          driven.client().send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nab");
          pass(ofSeconds(10));
          assertThat(driven.isOver()).isTrue();
          assertThat(driven.client().rest()).isEmpty();
        });
  }

  @Test
  void theEndOfASectionAroundItIsNotItsOwn() throws Exception {
    HttpProtocol http = HttpProtocol.of(PATH);
    List<String> trail = new ArrayList<>();
    driving(
        io -> {
          try {
            return Gio.within(io, ofSeconds(3), () -> http.run(io));
          } catch (TimedOut late) {
            trail.add(late.getMessage());
            return null;
          }
        },
        driven -> {
          driven.client().send("GET / HTTP/1.1\r\n");
          pass(ofSeconds(3));
          assertThat(driven.client().rest()).isEmpty();
        });

    assertThat(trail).containsExactly("it took longer than PT3S");
  }

  @Test
  void aClientThatDoesNotReadIsCutOff() throws Exception {
    Limits limits =
        Limits.DEFAULT.with(
            new Limits.Times(ofSeconds(1), ofSeconds(1), ofSeconds(1), ofSeconds(5), 16 * 1024));
    driving(
        HttpProtocol.of(_ -> Response.ok("x".repeat(100_000)), limits),
        driven -> {
          driven.wire().server().window(1000);
          driven.client().send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
          pass(Duration.ofMillis(5_900));
          assertThat(driven.wire().server().isClosed()).isFalse();
          pass(Duration.ofMillis(200));
          assertThat(driven.wire().server().isReset()).isTrue();
        });
  }

  @Test
  void aClientThatReadsSlowlyGetsAll() throws Exception {
    Limits limits =
        Limits.DEFAULT.with(
            new Limits.Times(ofSeconds(60), ofSeconds(1), ofSeconds(1), ofSeconds(5), 1024));
    driving(
        HttpProtocol.of(_ -> Response.ok("x".repeat(100_000)), limits),
        driven -> {
          driven.wire().server().window(1000);
          driven.client().send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
          long got = 0;
          while (got < 100_000) {
            got += driven.wire().client().read().remaining();
            pass(ofSeconds(1));
          }
          assertThat(driven.isOver()).isFalse();
        });
  }

  @Test
  void aClientThatIsRefusedMaySendOnForAWhile() throws Exception {
    driving(
        HttpProtocol.of(PATH),
        driven -> {
          driven.client().send("nonsense\r\n\r\n");
          assertThat(driven.client().rest()).startsWith("HTTP/1.1 400 ");
          assertThat(driven.http().isDone()).isTrue();
          for (int i = 0; i < 16; i++) {
            driven.client().send("more");
            assertThat(driven.wire().server().isClosed()).isFalse();
            pass(Duration.ofMillis(1_900));
          }
          assertThat(driven.wire().server().isClosed()).isTrue();
        });
  }

  @Test
  void aClientThatIsRefusedAndPausesIsLeft() throws Exception {
    driving(
        HttpProtocol.of(PATH),
        driven -> {
          driven.client().send("nonsense\r\n\r\n");
          assertThat(driven.client().rest()).startsWith("HTTP/1.1 400 ");
          pass(Duration.ofMillis(1_999));
          assertThat(driven.wire().server().isClosed()).isFalse();
          pass(Duration.ofMillis(1));
          assertThat(driven.wire().server().isClosed()).isTrue();
        });
  }

  @Test
  void aClientThatIsGoneEndsItWithoutAFailure() throws Exception {
    driving(
        HttpProtocol.of(READ),
        driven -> {
          driven.client().send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nab");
          settle();
          driven.client().close();
          settle();
          assertThat(driven.isOver()).isTrue();
        });
  }

  @Test
  void cancellingItsDriverEndsItsHandlerWhereItIs() throws Exception {
    List<String> trail = new ArrayList<>();
    Handler reads =
        request -> {
          try {
            return READ.handle(request);
          } finally {
            trail.add("finally");
          }
        };
    driving(
        HttpProtocol.of(reads),
        driven -> {
          driven.client().send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nab");
          settle();
          driven.task().cancel("enough");
          settle();
          assertThat(trail).containsExactly("finally");
        });
  }

  @Test
  void aHandlerMayWait() throws Exception {
    Handler waits =
        request -> {
          Task.sleep(Duration.ofMinutes(5));
          return Response.ok(request.path());
        };
    driving(
        HttpProtocol.of(waits),
        driven -> {
          driven.client().send("GET /1 HTTP/1.1\r\nHost: a\r\n\r\n");
          assertThat(driven.client().receive().body()).isEqualTo("/1");
        });
  }

  @Test
  void aFileIsSent() throws Exception {
    Files.writeString(root.resolve("large"), "x".repeat(100_000));
    Files.writeString(root.resolve("small"), "small");
    Handler files = request -> StaticFiles.below(root).handle(request);
    driving(
        HttpProtocol.of(files),
        driven -> {
          assertThat(driven.client().get("/small").body()).isEqualTo("small");
          assertThat(driven.client().get("/large").body()).isEqualTo("x".repeat(100_000));
        });
  }

  @Test
  void aClientThatAlwaysHasRequestsDoesNotKeepTheOthersWaiting() throws Exception {
    List<String> trail = new ArrayList<>();
    Handler handler =
        request -> {
          trail.add(request.path());
          ((VirtualClock) Reactor.current().clock()).advance(Duration.ofNanos(50_000));
          return Response.ok(request.path());
        };
    driving(
        HttpProtocol.of(handler),
        flood ->
            Scope.run(scope -> {
              Wire wire = new Wire();
              scope.start(
                  "other",
                  () -> Driver.drive(wire.server(), Coroutine.of(HttpProtocol.of(handler))));
              try (Client other = new Client(wire.client())) {
                flood.client().send("GET /flood HTTP/1.1\r\nHost: a\r\n\r\n".repeat(100));
                other.send("GET /other HTTP/1.1\r\nHost: a\r\n\r\n");
                assertThat(other.receive().body()).isEqualTo("/other");
                for (int i = 0; i < 100; i++) {
                  assertThat(flood.client().receive().body()).isEqualTo("/flood");
                }
              }
              return null;
            }));

    assertThat(trail.indexOf("/other")).isBetween(1, 6);
    assertThat(trail).hasSize(101);
  }

  private static Duration ofSeconds(long seconds) {
    return Duration.ofSeconds(seconds);
  }

  private static void driving(
      Program<ByteBuffer, ByteBuffer, @Nullable Void> protocol, Session session) throws Exception {
    World.run(() -> {
      Wire wire = new Wire();
      Coroutine<ByteBuffer, ByteBuffer, @Nullable Void> http = Coroutine.of("http", protocol);
      Scope.run(scope -> {
        Task<?> task = scope.start("drive", () -> Driver.drive(wire.server(), http));
        try (Client client = new Client(wire.client())) {
          session.run(new Driven(client, wire, http, task));
        }
        return null;
      });
      assertThat(http.isDone()).isTrue();
    });
  }
}
