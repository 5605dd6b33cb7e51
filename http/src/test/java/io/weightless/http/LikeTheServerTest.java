package io.weightless.http;

import static io.weightless.http.kit.World.settle;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.coroutine.Coroutine;
import io.weightless.http.internal.HttpConnection;
import io.weightless.http.internal.Service;
import io.weightless.http.internal.wire.Rows;
import io.weightless.http.kit.Client;
import io.weightless.http.kit.Driver;
import io.weightless.http.kit.Log;
import io.weightless.http.kit.Script;
import io.weightless.http.kit.Wire;
import io.weightless.http.kit.World;
import io.weightless.net.Stream;
import io.weightless.scope.Scope;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// The same bytes to a server's connection and to the coroutine, good requests and bad ones: the
/// same bytes come back.
final class LikeTheServerTest {
  /// What a client sees that is reset, and loses what it has not read by then.
  private static final String CUT = "cut";

  private static final Handler READS =
      request ->
          Response.ok(
              request
                  + " "
                  + new String(request.body().readAll(1000), ISO_8859_1)
                  + request.body().trailers());
  private static final Handler LEAVES = request -> Response.ok(request.toString());
  private static final Handler STREAMS =
      request ->
          Response.of(Status.OK)
              .with(
                  new Body.Streamed(sink -> {
                    ByteBuffer part = request.body().read();
                    while (part.hasRemaining()) {
                      sink.write(part);
                      part = request.body().read();
                    }
                  }));
  private static final Handler FAILS =
      request -> {
        throw new IOException(request.toString());
      };

  @Test
  void wholeRequestsGetTheSameAnswers() throws Exception {
    try (Log _ = Log.capture()) {
      for (Handler handler : List.of(READS, LEAVES, STREAMS, FAILS)) {
        World.run(() -> {
          for (Rows.Row row : rows()) {
            assertSame(handler, row, List.of(row.input()));
          }
        });
      }
    }
  }

  @Test
  void requestsThatAreCutAnywhereGetTheSameAnswers() throws Exception {
    SplittableRandom random = new SplittableRandom(7);
    for (Handler handler : List.of(READS, LEAVES, STREAMS)) {
      World.run(() -> {
        for (Rows.Row row : rows()) {
          int first = random.nextInt(row.input().length() + 1);
          int second = random.nextInt(first, row.input().length() + 1);
          List<String> parts =
              List.of(
                  row.input().substring(0, first),
                  row.input().substring(first, second),
                  row.input().substring(second));
          assertSame(handler, row, parts.stream().filter(part -> !part.isEmpty()).toList());
        }
      });
    }
  }

  @Test
  void pipelinedRequestsGetTheSameAnswers() throws Exception {
    World.run(() -> {
      StringBuilder all = new StringBuilder();
      for (Rows.Row row : Rows.valid()) {
        all.append(row.input());
        assertSame(READS, row, List.of(all.toString()));
      }
    });
  }

  @Test
  void itMakesNoDifferenceWhereTheInputIsCut() throws Exception {
    World.run(() -> {
      for (Rows.Row row : rows()) {
        String whole = unasked(ofCoroutine(READS, List.of(row.input())));
        for (int i = 1; i < row.input().length(); i++) {
          List<String> cut = List.of(row.input().substring(0, i), row.input().substring(i));
          assertThat(unasked(ofCoroutine(READS, cut))).as("%s at %d", row, i).isEqualTo(whole);
        }
        List<String> single = List.of(row.input().split(""));
        assertThat(unasked(ofCoroutine(READS, single))).as("%s by bytes", row).isEqualTo(whole);
      }
    });
  }

  /// A body that comes later is asked for, and one that is here is not.
  private static String unasked(String output) {
    return output.replace("HTTP/1.1 100 Continue\r\n\r\n", "");
  }

  private static List<Rows.Row> rows() {
    List<Rows.Row> rows = new ArrayList<>(Rows.valid());
    rows.addAll(Rows.invalid());
    return rows;
  }

  private static void assertSame(Handler handler, Rows.Row row, List<String> parts)
      throws Exception {
    String ofServer = ofServer(handler, parts);
    assertThat(ofCoroutine(handler, parts)).as("%s: %s", row, parts).isEqualTo(ofServer);
    assertThat(onStream(handler, parts)).as("%s: %s", row, parts).isEqualTo(ofServer);
  }

  private static String ofCoroutine(Handler handler, List<String> parts) {
    try {
      return Script.of(HttpProtocol.of(handler).untimed(), parts).output();
    } catch (ResponseCut _) {
      return CUT;
    }
  }

  private static String onStream(Handler handler, List<String> parts) throws Exception {
    return ofClient(stream -> Driver.drive(stream, Coroutine.of(HttpProtocol.of(handler))), parts);
  }

  private static String ofServer(Handler handler, List<String> parts) throws Exception {
    Service service =
        new Service(handler, Limits.DEFAULT, AccessLog.NONE, ByteBuffer::allocateDirect);
    return ofClient(stream -> new HttpConnection(service, stream).run(), parts);
  }

  private static String ofClient(Consumer<Stream> server, List<String> parts) throws Exception {
    Wire wire = new Wire();
    return Scope.run(scope -> {
      scope.start("server", () -> server.accept(wire.server()));
      try (Client client = new Client(wire.client())) {
        for (String part : parts) {
          client.send(part);
          settle();
        }
        client.endOutput();
        return client.rest();
      } catch (IOException reset) {
        return CUT;
      }
    });
  }
}
