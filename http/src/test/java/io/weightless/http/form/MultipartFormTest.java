package io.weightless.http.form;

import static io.weightless.http.form.Parted.field;
import static io.weightless.http.form.Parted.file;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.http.BadRequest;
import io.weightless.http.Body;
import io.weightless.http.Headers;
import io.weightless.http.IncomingBody;
import io.weightless.http.Method;
import io.weightless.http.Request;
import io.weightless.http.Status;
import io.weightless.net.Files;
import io.weightless.reactor.Reactor;
import io.weightless.reactor.Work;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import io.weightless.sync.Event;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Forms with real files on a real disk.
@SuppressWarnings("try") // a form is closed to see what is left
final class MultipartFormTest {
  private static final String END = "--b--\r\n";
  private static final MultipartLimits SMALL = MultipartLimits.DEFAULT.withMemoryBytes(10);

  @TempDir private Path disk = Path.of("");

  @Test
  void fieldsAndFilesAreCollected() throws Exception {
    String text =
        field("id", "SOME ID")
            + file("photo", "midget.png", "image/png", "\u0089PNG\r\n")
            + file("text", "hello.bas", "text/plain", "10 PRINT")
            + field("id", "another")
            + file("none", "", "application/octet-stream", "")
            + END;
    run(() -> {
      try (MultipartForm form = read(text, MultipartLimits.DEFAULT)) {
        assertThat(form.fields()).isEqualTo(Form.of("id", "SOME ID", "id", "another"));
        assertThat(form.files()).hasSize(2);
        Upload photo = only(form.files("photo"));
        assertThat(photo.filename()).isEqualTo("midget.png");
        assertThat(photo.type()).isEqualTo("image/png");
        assertThat(photo.bytes(6)).isEqualTo("\u0089PNG\r\n".getBytes(ISO_8859_1));
        assertThat(photo.isOnDisk()).isFalse();
        Upload bas = Objects.requireNonNull(form.file("text"));
        assertThat(bas).hasToString("text (hello.bas, 8 bytes)");
        assertThat(bas.type()).isEqualTo("text/plain");
        assertThat(form.file("none")).isNull();
        assertThat(left()).isEmpty();
      }
    });
  }

  @Test
  void filesBeyondALimitAreOnTheDiskUntilTheFormIsClosed() throws Exception {
    String large = "0123456789abcdef".repeat(10_000);
    String text =
        file("a", "a", "t/t", "123456")
            + file("b", "b", "t/t", large)
            + file("c", "c", "t/t", "7890")
            + file("d", "d", "t/t", "!")
            + END;
    run(() -> {
      Upload kept;
      try (MultipartForm form = read(text, SMALL)) {
        assertThat(form.files().stream().map(Upload::isOnDisk))
            .containsExactly(false, true, false, true);
        Upload upload = only(form.files("b"));
        assertThat(upload.size()).isEqualTo(large.length());
        assertThat(new String(upload.bytes(large.length()), ISO_8859_1)).isEqualTo(large);
        assertThat(new String(only(form.files("c")).bytes(4), ISO_8859_1)).isEqualTo("7890");
        assertThat(statusOf(() -> upload.bytes(large.length() - 1)))
            .isEqualTo(Status.CONTENT_TOO_LARGE);
        assertThat(left()).hasSize(2);
        kept = upload;
      }
      assertThatThrownBy(() -> kept.bytes(large.length()))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("closed");
      assertThat(left()).isEmpty();
    });
  }

  @Test
  void aFileThatIsMovedStays() throws Exception {
    String large = "x".repeat(100);
    String text = file("a", "a", "t/t", "small") + file("b", "b", "t/t", large) + END;
    run(() -> {
      try (MultipartForm form = read(text, SMALL)) {
        only(form.files("a")).moveTo(disk.resolve("small"));
        only(form.files("b")).moveTo(disk.resolve("large"));
        Upload gone = only(form.files("b"));
        assertThatThrownBy(() -> gone.bytes(100)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> only(form.files("a")).moveTo(disk.resolve("large")))
            .isInstanceOf(IOException.class);
      }
    });
    assertThat(disk.resolve("small")).hasContent("small");
    assertThat(disk.resolve("large")).hasContent(large);
    assertThat(disk).isDirectoryContaining(path -> path.endsWith("small"));
    run(() -> assertThat(left()).containsExactlyInAnyOrder("small", "large"));
  }

  @Test
  void anUploadCanBeSentOn() throws Exception {
    String text = file("a", "a", "t/t", "small") + file("b", "b", "t/t", "larger than that") + END;
    run(() -> {
      try (MultipartForm form = read(text, SMALL)) {
        assertThat(Sent.by(only(form.files("a")).body())).isEqualTo("small");
        assertThat(Sent.by(only(form.files("b")).body())).isEqualTo("larger than that");
      }
    });
  }

  @Test
  void anUploadThatFailsLeavesNothing() throws Exception {
    String start = file("a", "a", "t/t", "x".repeat(100)) + field("c", "1");
    run(() -> {
      assertThat(statusOf(() -> read(start, SMALL))).isEqualTo(Status.BAD_REQUEST);
      assertThat(statusOf(() -> read(start.substring(0, 150), SMALL)))
          .isEqualTo(Status.BAD_REQUEST);
      assertThat(statusOf(() -> read(start + END, SMALL.withFileBytes(99))))
          .isEqualTo(Status.CONTENT_TOO_LARGE);
      assertThat(left()).isEmpty();
      read(start + END, SMALL.withFileBytes(100)).close();
    });
  }

  @Test
  void anUploadThatIsCancelledLeavesNothing() throws Exception {
    String text = file("a", "a", "t/t", "x".repeat(100)) + END;
    run(() -> {
      Event isOnDisk = new Event();
      Pieces start = Pieces.of(text, 150);
      ByteBuffer first = start.read();
      IncomingBody stuck =
          new IncomingBody() {
            private boolean isBegun;

            @Override
            public ByteBuffer read() {
              if (isBegun) {
                isOnDisk.set();
                new Event().await();
              }
              isBegun = true;
              return first;
            }

            @Override
            public long length() {
              return UNKNOWN;
            }
          };
      Scope.run(scope -> {
        Task<?> reading = scope.start("reading", () -> read(stuck, SMALL).close());
        isOnDisk.await();
        assertThat(left()).hasSize(1);
        reading.cancel("enough");
        assertThatThrownBy(reading::await).isInstanceOf(CancellationException.class);
        return null;
      });
      assertThat(left()).isEmpty();
    });
  }

  @Test
  void aBlockThatIsCancelledDeletesItsFiles() throws Exception {
    String text = file("a", "a", "t/t", "x".repeat(100)) + END;
    run(() -> {
      assertThatThrownBy(() ->
              Scope.run(scope -> {
                try (MultipartForm form = read(text, SMALL)) {
                  assertThat(form.files()).hasSize(1);
                  assertThat(left()).hasSize(1);
                  scope.cancel("enough");
                  new Event().await();
                }
                return null;
              }))
          .isInstanceOf(CancellationException.class);
      assertThat(left()).isEmpty();
    });
  }

  @Test
  void fieldsHaveALimitTogether() throws Exception {
    String text = field("ab", "123") + field("c", "4567") + file("f", "x", "t/t", "large") + END;
    run(() -> {
      read(text, SMALL.withFieldBytes(10)).close();
      assertThat(statusOf(() -> read(text, SMALL.withFieldBytes(9))))
          .isEqualTo(Status.CONTENT_TOO_LARGE);
      assertThat(statusOf(() -> read(field("abc", "") + END, SMALL.withFieldBytes(2))))
          .isEqualTo(Status.CONTENT_TOO_LARGE);
    });
  }

  @Test
  void whatIsSentIsReadAsItWas() throws Exception {
    Path file = java.nio.file.Files.writeString(disk.resolve("ä;b.txt"), "on disk\r\n");
    run(() -> {
      MultipartBody body =
          MultipartBody.empty()
              .field("größe; €", "\r\n--\r\n")
              .file("f", file, "text/plain")
              .file("g", "x", "t/t", new Body.Streamed(3, sink -> sink.write(bytes("abc"))))
              .file("h", "", "t/t", Body.None.NONE);
      assertThat(((Body.Streamed) body.body()).length()).isEqualTo(Sent.by(body.body()).length());
      Headers type = Headers.of("Content-Type", body.type());
      IncomingBody incoming = Pieces.each(Sent.by(body.body()), 5);
      try (MultipartForm form =
          MultipartForm.read(Request.of(Method.POST, "/", type, incoming), SMALL, null)) {
        assertThat(form.fields()).isEqualTo(Form.of("größe; €", "\r\n--\r\n"));
        assertThat(form.files().stream().map(Upload::toString))
            .containsExactly("f (ä;b.txt, 9 bytes)", "g (x, 3 bytes)");
      }
    });
  }

  @Test
  void aBodyToSendClosesWhatItsPartsHold() throws Exception {
    run(() -> {
      List<String> closed = new ArrayList<>();
      MultipartBody body = MultipartBody.empty();
      for (long length : List.of(0L, IncomingBody.UNKNOWN)) {
        body =
            body.file("a", "b", "t/t", new Body.Streamed(length, _ -> {}, () -> closed.add("x")));
        body.body().close();
      }
      assertThat(closed).hasSize(3);
    });
  }

  @Test
  void aBodyToSendHasALengthWhenAllItsPartsHave() throws Exception {
    run(() -> {
      Body.Streamed unknown = new Body.Streamed(sink -> sink.write(bytes("abc")));
      MultipartBody body = MultipartBody.empty().file("a", "\"b\r\n", "t/t", unknown);
      assertThat(((Body.Streamed) body.body()).length()).isEqualTo(IncomingBody.UNKNOWN);
      assertThat(Sent.by(body.body())).contains("; filename=\"%22b%0D%0A\"\r\n", "\r\n\r\nabc\r\n");
      assertThat(Sent.by(MultipartBody.empty().body())).endsWith("--\r\n").hasSize(38);
      assertThatThrownBy(() -> body.file("a", "b", "t/t\r\nA: b", unknown))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> body.field("a\0", "b")).isInstanceOf(IllegalArgumentException.class);
    });
  }

  private MultipartForm read(String text, MultipartLimits limits) throws IOException {
    return read(Pieces.each(text, 1000), limits);
  }

  private MultipartForm read(IncomingBody body, MultipartLimits limits) throws IOException {
    Headers type = Headers.of("Content-Type", Parted.TYPE);
    return MultipartForm.read(Request.of(Method.POST, "/", type, body), limits, disk);
  }

  private List<String> left() throws IOException {
    return Reactor.current().service(Files.class).list(disk).stream().map(f -> f.name()).toList();
  }

  private static void run(Work<Exception> body) throws Exception {
    try (Reactor reactor = Reactor.open()) {
      reactor.run(body);
    }
  }

  private static Upload only(List<Upload> uploads) {
    assertThat(uploads).hasSize(1);
    return uploads.getFirst();
  }

  private static Status statusOf(Work<IOException> work) throws IOException {
    try {
      work.run();
      throw new AssertionError("it was not refused");
    } catch (BadRequest bad) {
      return bad.status();
    }
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(ISO_8859_1));
  }
}
