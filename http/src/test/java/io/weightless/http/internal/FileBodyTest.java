package io.weightless.http.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.http.Body;
import io.weightless.http.Response;
import io.weightless.http.Status;
import io.weightless.http.kit.Log;
import io.weightless.http.kit.World;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Bodies of responses that are parts of files.
final class FileBodyTest {
  private static final String GET = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";

  @Test
  void aSmallPartOfAFileGoesOutWithItsHeadInOneWrite() throws Exception {
    TextFile file = new TextFile("0123456789");
    World.serve(
        _ -> Response.of(Status.OK).with(new Body.FileRegion(file, 2, 5)),
        served -> {
          assertThat(served.client().get("/").body()).isEqualTo("23456");
          assertThat(served.wire().server().writes()).hasSize(1);
          assertThat(served.wire().server().writes().getFirst().isDirect()).isTrue();
          assertThat(served.wire().server().transfers()).isEmpty();
        });
    assertThat(file.closes()).isEqualTo(1);
  }

  @Test
  void aLargePartOfAFileGoesFromTheKernelToTheNetwork() throws Exception {
    List<TextFile> files = new ArrayList<>();
    World.serve(
        _ -> {
          files.add(new TextFile("x".repeat(50_000)));
          return Response.of(Status.OK).with(new Body.FileRegion(files.getLast(), 0, 50_000));
        },
        served -> {
          assertThat(served.client().get("/").body()).hasSize(50_000);
          assertThat(served.wire().server().transfers()).containsExactly(50_000L);
          assertThat(served.client().get("/").body()).hasSize(50_000);
        });
    assertThat(files).extracting(TextFile::closes).containsExactly(1, 1);
  }

  @Test
  void aFileIsClosedAlsoWhenNothingOfItIsSent() throws Exception {
    TextFile file = new TextFile("abc");
    World.serve(
        _ -> Response.of(Status.OK).with(new Body.FileRegion(file, 0, 3)),
        served -> {
          served.client().send("HEAD / HTTP/1.1\r\nHost: a\r\n\r\n");
          assertThat(served.client().receiveHead().field("Content-Length")).isEqualTo("3");
        });
    assertThat(file.closes()).isEqualTo(1);
  }

  @Test
  void aSmallFileThatShrinksIs500AndWhatWasGatheredBeforeStays() throws Exception {
    try (Log log = Log.capture()) {
      World.serve(
          request ->
              request.path().equals("/f")
                  ? Response.of(Status.OK).with(new Body.FileRegion(new TextFile("abc"), 0, 5))
                  : Response.ok("fine"),
          served -> {
            served.client().send(GET + GET.replace("/ ", "/f ") + GET);

            assertThat(served.client().receive().body()).isEqualTo("fine");
            assertThat(served.client().receive().status()).isEqualTo(500);
            assertThat(served.client().receive().body()).isEqualTo("fine");
          });
      assertThat(log.messages()).hasSize(1);
    }
  }

  @Test
  void aLargeFileThatWasClosedIsReportedAndNotBlamedOnTheClient() throws Exception {
    try (Log log = Log.capture()) {
      World.serve(
          _ -> {
            TextFile file = new TextFile("x".repeat(50_000));
            file.close();
            return Response.of(Status.OK).with(new Body.FileRegion(file, 0, 50_000));
          },
          served -> {
            served.client().send(GET);

            assertThat(served.client().rest()).endsWith("\r\n\r\n");
          });
      assertThat(log.messages()).hasSize(1);
    }
  }

  @Test
  void aLargeFileThatShrinksCutsTheResponseAndIsReported() throws Exception {
    try (Log log = Log.capture()) {
      World.serve(
          _ ->
              Response.of(Status.OK)
                  .with(new Body.FileRegion(new TextFile("x".repeat(30_000)), 0, 50_000)),
          served -> {
            served.client().send(GET + GET);
            String all = served.client().rest();

            assertThat(all)
                .contains("Content-Length: 50000\r\n")
                .endsWith("\n" + "x".repeat(30_000));
          });
      assertThat(log.messages()).hasSize(1);
    }
  }
}
