package io.weightless.http.coding;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.http.Body;
import io.weightless.http.Handler;
import io.weightless.http.Headers;
import io.weightless.http.IncomingBody;
import io.weightless.http.Method;
import io.weightless.http.Request;
import io.weightless.http.Response;
import io.weightless.http.StaticFiles;
import io.weightless.http.Status;
import io.weightless.http.kit.Client.Answer;
import io.weightless.http.kit.World;
import io.weightless.net.FileSource;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What does not fit into memory, or is not there yet, is coded while it is sent.
final class StreamedCompressionTest {
  private static final byte[] WORDS = Zipped.words(1_500_000);
  private static final String TEXT = new String(WORDS, ISO_8859_1);

  private static final String CLOSING =
      "GET / HTTP/1.1\r\nHost: a\r\nAccept-Encoding: gzip\r\nConnection: close\r\n\r\n";

  @TempDir private Path root = Path.of("");

  private final CountedCoding gzip = new CountedCoding(ContentCoding.gzip());
  private final Compression compression = Compression.of(Codings.of(gzip));
  private final Written written = new Written();

  @Test
  void eachPartThatIsWrittenCanBeDecodedAtOnce() throws Exception {
    try (Decoder decoder = gzip.decoder()) {
      write(sink -> {
        sink.write(buffer("one "), buffer("two "), buffer(""));
        assertThat(written.decoded(decoder)).isEqualTo("one two ");
        sink.write(buffer(""));
        assertThat(written.taken()).isEmpty();
        sink.write(buffer("three"));
        assertThat(written.decoded(decoder)).isEqualTo("three");
      });
      assertThat(written.decoded(decoder)).isEmpty();
      assertThat(decoder.isComplete()).isTrue();
    }
    assertThat(gzip.open()).isZero();
  }

  @Test
  void manySmallPartsComeOutAndNoneEmpty() throws Exception {
    write(sink -> {
      for (int i = 0; i < 4500; i++) {
        sink.write(buffer("part " + i + "\n"));
      }
    });
    String text = plain(written.taken());

    assertThat(written.sizes).isLessThanOrEqualTo(4501);
    assertThat(written.empty).isZero();
    assertThat(text).startsWith("part 0\npart 1\n").endsWith("part 4499\n");
    assertThat(text.lines()).hasSize(4500);
  }

  @Test
  void aStreamWithoutAnythingHasAnEnd() throws Exception {
    write(_ -> {});

    assertThat(plain(written.taken())).isEmpty();
    assertThat(gzip.open()).isZero();
  }

  @Test
  void aWriterThatFailsFreesTheEncoder() {
    assertThatThrownBy(() ->
            write(sink -> {
              sink.write(buffer("a"));
              throw new IOException("no");
            }))
        .hasMessage("no");
    assertThat(gzip.opened).isOne();
    assertThat(gzip.open()).isZero();
  }

  @Test
  void nothingIsWrittenBehindTheEnd() throws Exception {
    Body.Sink[] kept = new Body.Sink[1];
    write(sink -> kept[0] = sink);

    assertThatThrownBy(() -> kept[0].write(buffer("late")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("over");
    assertThat(gzip.open()).isZero();
  }

  @Test
  void aLargeBodyInMemoryIsCodedOnceAndWhole() throws Exception {
    serve(
        _ -> Response.of("text/plain", WORDS),
        served -> {
          Answer answer = get(served, "1.1");
          assertThat(answer.field("Transfer-Encoding")).isEqualTo("chunked");
          assertThat(answer.body().length()).isBetween(100_000, 1_000_000);
          assertThat(plain(answer)).isEqualTo(TEXT);
          assertThat(plain(get(served, "1.0"))).isEqualTo(TEXT);
        });
    assertThat(gzip.opened).isEqualTo(2);
    assertThat(gzip.open()).isZero();
  }

  @Test
  void othersHaveTheirTurnWhileMuchIsCoded() throws Exception {
    World.run(() -> {
      AtomicInteger turns = new AtomicInteger();
      Scope.join(scope -> {
        Task<?> other =
            scope.start(
                "other",
                () -> {
                  while (true) {
                    turns.incrementAndGet();
                    Task.yield();
                  }
                });
        Response response = handle(_ -> Response.of("text/plain", WORDS));
        ((Body.Streamed) response.body()).writer().writeTo(written);
        other.cancel("over");
      });
      assertThat(turns.get()).isGreaterThanOrEqualTo(WORDS.length / Turns.BYTES - 1);
    });
    assertThat(plain(written.taken())).isEqualTo(TEXT);
  }

  @Test
  void filesAreReadAndCodedAndClosed() throws Exception {
    Files.write(root.resolve("words.txt"), WORDS);
    AtomicInteger open = new AtomicInteger();
    serve(
        request -> counted(StaticFiles.below(root).handle(request.withTarget("/words.txt")), open),
        served -> {
          Answer answer = get(served, "1.1");
          assertThat(answer.field("Content-Encoding")).isEqualTo("gzip");
          assertThat(answer.field("ETag")).startsWith("W/\"");
          assertThat(plain(answer)).isEqualTo(TEXT);

          served.client().send("HEAD / HTTP/1.1\r\nHost: a\r\nAccept-Encoding: gzip\r\n\r\n");
          Answer head = served.client().receiveHead();
          assertThat(head.field("Content-Encoding")).isEqualTo("gzip");
          assertThat(head.field("Content-Length")).isEmpty();
          assertThat(served.client().get("/").body()).isEqualTo(TEXT);
        });
    assertThat(open).hasValue(0);
    assertThat(gzip.opened).isOne();
    assertThat(gzip.open()).isZero();
  }

  @Test
  void filesThatAreCodedAlreadyAreSentAsTheyAre() throws Exception {
    Files.write(root.resolve("words.txt"), WORDS);
    Files.write(root.resolve("words.txt.gz"), Zipped.gzip(WORDS));
    serve(
        request -> StaticFiles.below(root).handle(request.withTarget("/words.txt")),
        served -> {
          Answer answer = get(served, "1.1");
          assertThat(answer.field("ETag")).startsWith("\"");
          assertThat(answer.field("Vary")).isEqualTo("Accept-Encoding");
          assertThat(plain(answer)).isEqualTo(TEXT);
        });
    assertThat(gzip.opened).isZero();
  }

  @Test
  void partsOfFilesAmongOtherBytesAreCodedAndFlushed() throws Exception {
    Files.write(root.resolve("words.txt"), WORDS);
    World.run(() -> {
      try (Decoder decoder = gzip.decoder();
          FileSource file = ((Body.FileRegion) file().body()).file()) {
        write(sink -> {
          sink.write(buffer("<"));
          sink.send(file, 10, 50_000);
          assertThat(written.decoded(decoder)).isEqualTo("<" + TEXT.substring(10, 50_010));
          sink.send(file, 10, 0);
          assertThat(written.taken()).isEmpty();
          sink.write(buffer(">"));
          assertThat(written.decoded(decoder)).isEqualTo(">");
          assertThatThrownBy(() -> sink.send(file, WORDS.length - 1, 2))
              .isInstanceOf(EOFException.class);
          assertThatThrownBy(() -> sink.send(file, -1, 2))
              .isInstanceOf(IllegalArgumentException.class);
        });
      }
    });
    assertThat(gzip.open()).isZero();
  }

  @Test
  void trailersComeBehindIt() throws Exception {
    Body body =
        new Body.Streamed(sink -> {
          sink.write(buffer("words"));
          assertThat(sink.trailers(Headers.of("Sum", "1"))).isTrue();
        });
    serve(
        _ -> Response.of(Status.OK).with("Content-Type", "text/plain").with(body),
        served -> {
          served.client().send(CLOSING);
          assertThat(served.client().rest())
              .contains("Content-Encoding: gzip")
              .endsWith("\r\n0\r\nSum: 1\r\n\r\n");
        });
  }

  private Response file() throws Exception {
    return StaticFiles.below(root).handle(Request.of(Method.GET, "/words.txt"));
  }

  private static Response counted(Response response, AtomicInteger open) {
    Body.FileRegion region = (Body.FileRegion) response.body();
    open.incrementAndGet();
    FileSource file = new CountedFile(region.file(), open);
    return response.with(new Body.FileRegion(file, region.position(), region.count()));
  }

  /// Has `writer` write a text that is coded into `written`.
  private void write(Body.Writer writer) throws Exception {
    Response text =
        Response.of(Status.OK).with("Content-Type", "text/plain").with(new Body.Streamed(writer));
    ((Body.Streamed) handle(_ -> text).body()).writer().writeTo(written);
  }

  private Response handle(Handler handler) throws Exception {
    Headers accept = Headers.of("Accept-Encoding", "gzip");
    return compression
        .around(handler)
        .handle(Request.of(Method.GET, "/", accept, IncomingBody.empty()));
  }

  private void serve(Handler handler, World.Session session) throws Exception {
    World.serve(handler.in(compression), session);
  }

  private static Answer get(World.Served served, String version) throws Exception {
    String fields = "Host: a\r\nAccept-Encoding: gzip\r\nConnection: keep-alive\r\n\r\n";
    served.client().send("GET / HTTP/" + version + "\r\n" + fields);
    return served.client().receive();
  }

  private static String plain(Answer answer) throws Exception {
    return Zipped.plain(answer.field("Content-Encoding"), answer.body());
  }

  private static String plain(byte[] coded) throws Exception {
    return Zipped.plain("gzip", new String(coded, ISO_8859_1));
  }

  private static ByteBuffer buffer(String text) {
    return ByteBuffer.wrap(Zipped.bytes(text));
  }

  /// Keeps what is written.
  private static final class Written implements Body.Sink {
    private final ByteArrayOutputStream all = new ByteArrayOutputStream();
    private int sizes;
    private int empty;

    @Override
    public void write(ByteBuffer... sources) {
      for (ByteBuffer source : sources) {
        sizes++;
        empty += source.hasRemaining() ? 0 : 1;
        byte[] part = new byte[source.remaining()];
        source.get(part);
        all.writeBytes(part);
      }
    }

    @Override
    public void send(FileSource file, long position, long count) {
      throw new AssertionError("files are coded");
    }

    /// What has come since.
    byte[] taken() {
      byte[] taken = all.toByteArray();
      all.reset();
      return taken;
    }

    String decoded(Decoder decoder) throws MalformedContent {
      ByteBuffer target = ByteBuffer.allocate(200_000);
      decoder.decode(ByteBuffer.wrap(taken()), target);
      return new String(Zipped.taken(target), ISO_8859_1);
    }
  }

  private record CountedFile(FileSource file, AtomicInteger open) implements FileSource {
    @Override
    public io.weightless.net.FileInfo info() {
      return file.info();
    }

    @Override
    public long size() throws IOException {
      return file.size();
    }

    @Override
    public int read(ByteBuffer target, long position) throws IOException {
      return file.read(target, position);
    }

    @Override
    public void close() {
      open.decrementAndGet();
      file.close();
    }
  }
}
