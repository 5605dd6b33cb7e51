package io.weightless.coroutine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/// Libraries that want the streams of java.io, inside a coroutine and outside.
class ByteStreamsTest {
  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(UTF_8));
  }

  private static String text(ByteBuffer bytes) {
    return UTF_8.decode(bytes.duplicate()).toString();
  }

  private static final Program<ByteBuffer, String, Integer> LINES =
      io -> {
        int count = 0;
        var reader = new BufferedReader(new InputStreamReader(ByteStreams.input(io), UTF_8));
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
          io.write(line);
          count++;
        }
        return count;
      };

  @Test
  void aBufferedReaderReadsLinesAcrossBuffersWhileItHoldsItsMonitors() {
    var lines = Coroutine.of("lines", LINES);
    assertThat(lines.next()).isInstanceOf(Step.NeedsInput.class);
    assertThat(lines.send(bytes("one\ntw"))).isEqualTo(new Step.Output<>("one"));
    assertThat(lines.next()).isInstanceOf(Step.NeedsInput.class);
    assertThat(lines.send(bytes("o\nthr\u00e9"))).isEqualTo(new Step.Output<>("two"));
    assertThat(lines.next()).isInstanceOf(Step.NeedsInput.class);
    assertThat(lines.end()).isEqualTo(new Step.Output<>("thr\u00e9"));
    assertThat(lines.next()).isEqualTo(new Step.Done<>(3, List.of()));
  }

  @Test
  void theMonitorsOfTheReaderAreNotThoseOfTheDriver() {
    Object monitor = new Object();
    Coroutine<ByteBuffer, String, Boolean> holding =
        Coroutine.of(
            "holding",
            io -> {
              synchronized (monitor) {
                boolean read = ByteStreams.input(io).read() == 'x';
                return read && Thread.holdsLock(monitor);
              }
            });
    holding.next();

    assertThat(Thread.holdsLock(monitor)).isFalse();
    assertThat(holding.send(bytes("x"))).isEqualTo(new Step.Done<>(true, List.of()));
  }

  @Test
  void atItsCloseItGivesBackWhatItHasNotUsed() {
    Coroutine<ByteBuffer, String, Integer> some =
        Coroutine.of(
            "some",
            io -> {
              try (InputStream in = ByteStreams.input(io)) {
                assertThat(in.read()).isEqualTo('a');
                assertThat(in.available()).isEqualTo(3);
                assertThat(in.readNBytes(1)).containsExactly('b');
              }
              return 0;
            });
    some.next();
    some.send(bytes("abcd"));

    assertThat(some.rest()).extracting(ByteStreamsTest::text).containsExactly("cd");
  }

  @Test
  void aClosedOneReadsAndWritesNoMore() {
    Coroutine<ByteBuffer, ByteBuffer, Integer> closing =
        Coroutine.of(
            "closing",
            io -> {
              InputStream in = ByteStreams.input(io);
              in.close();
              assertThatThrownBy(in::read).isInstanceOf(IOException.class);
              OutputStream out = ByteStreams.output(io);
              out.close();
              assertThatThrownBy(() -> out.write(1)).isInstanceOf(IOException.class);
              return 1;
            });

    assertThat(closing.next()).isEqualTo(new Step.Done<>(1, List.of()));
  }

  @Test
  void emptyBuffersArePassedOver() {
    var lines = Coroutine.of("lines", LINES);

    assertThat(Outputs.of(lines, List.of(bytes(""), bytes("a"), bytes(""), bytes("\n"))).toList())
        .containsExactly("a");
  }

  @Test
  void aPrintStreamWritesWhenItFlushes() {
    Coroutine<ByteBuffer, ByteBuffer, Integer> printing =
        Coroutine.of(
            "printing",
            io -> {
              PrintStream out = new PrintStream(ByteStreams.output(io), true, UTF_8);
              out.println("one");
              out.println("two");
              return 2;
            });

    assertThat(Outputs.of(printing.into(Text.decoder(UTF_8))).stream().toList())
        .containsExactly("one\n", "two\n");
  }

  @Test
  void whatIsWrittenIsACopy() {
    Coroutine<ByteBuffer, ByteBuffer, Integer> reusing =
        Coroutine.of(
            "reusing",
            io -> {
              OutputStream out = ByteStreams.output(io);
              byte[] array = {'a'};
              out.write(array);
              array[0] = 'b';
              out.write(array);
              return 0;
            });

    assertThat(Outputs.of(reusing).toList())
        .extracting(ByteStreamsTest::text)
        .containsExactly("a", "b");
  }

  @Test
  void aDriverReadsWhatACoroutineWritesOnlyWhenItReads() throws IOException {
    List<String> trail = new ArrayList<>();
    Coroutine<ByteBuffer, ByteBuffer, Integer> writing =
        Coroutine.of(
            "writing",
            io -> {
              for (String part : List.of("one ", "two ", "three")) {
                trail.add(part);
                io.write(bytes(part));
              }
              return 3;
            });
    try (InputStream in = ByteStreams.outputs(Outputs.of(writing))) {
      assertThat(trail).isEmpty();
      assertThat(in.read()).isEqualTo('o');
      assertThat(trail).containsExactly("one ");
      assertThat(new String(in.readAllBytes(), UTF_8)).isEqualTo("ne two three");
    }
  }

  @Test
  void toCloseItIsToCloseTheCoroutine() throws IOException {
    Coroutine<ByteBuffer, ByteBuffer, Integer> endless =
        Coroutine.of(
            "endless",
            io -> {
              while (true) {
                io.write(bytes("again"));
              }
            });
    InputStream in = ByteStreams.outputs(Outputs.of(endless));
    assertThat(in.read()).isEqualTo('a');
    in.close();

    assertThat(endless.isDone()).isTrue();
  }

  @Test
  void aDriverWritesWhatACoroutineReads() throws IOException {
    List<String> lines = new ArrayList<>();
    var reading = Coroutine.of("lines", LINES);
    try (PrintStream out = new PrintStream(ByteStreams.inputs(reading, lines::add), true, UTF_8)) {
      out.print("one\ntw");
      assertThat(lines).containsExactly("one");
      out.print("o\nthree");
      assertThat(lines).containsExactly("one", "two");
    }

    assertThat(lines).containsExactly("one", "two", "three");
    assertThat(reading.result()).isEqualTo(3);
  }

  @Test
  void oneThatHasEndedTakesNoMore() throws IOException {
    Coroutine<ByteBuffer, String, Integer> one = Coroutine.of("one", io -> io.next().remaining());
    try (OutputStream out = ByteStreams.inputs(one, _ -> {})) {
      out.write(new byte[5]);
      assertThat(one.result()).isEqualTo(5);

      assertThatThrownBy(() -> out.write(1))
          .isInstanceOf(IOException.class)
          .hasMessage("coroutine 'one' has ended, and reads no more");
    }
  }

  @Test
  void aCompressionInAPipelineIsUndoneByAnother() {
    Coroutine<ByteBuffer, ByteBuffer, Integer> zip =
        Coroutine.of(
            "zip",
            io -> {
              try (var out = new GZIPOutputStream(ByteStreams.output(io))) {
                ByteStreams.input(io).transferTo(out);
              }
              return 0;
            });
    Coroutine<ByteBuffer, ByteBuffer, Integer> unzip =
        Coroutine.of(
            "unzip",
            io -> {
              try (var in = new GZIPInputStream(ByteStreams.input(io))) {
                in.transferTo(ByteStreams.output(io));
              }
              return 0;
            });
    String text = "weightless ".repeat(10_000);
    var line = zip.into(unzip).into(Text.decoder(UTF_8));

    assertThat(String.join("", Outputs.of(line, List.of(bytes(text))).toList())).isEqualTo(text);
  }

  @Test
  void whatTheTakerOfTheOutputsThrowsIsThrownWhereItWrites() throws IOException {
    IllegalArgumentException full = new IllegalArgumentException("full");
    List<String> trail = new ArrayList<>();
    Coroutine<ByteBuffer, String, Integer> echo =
        Coroutine.of(
            "echo",
            io -> {
              try {
                while (true) {
                  io.write(text(io.next()));
                }
              } finally {
                trail.add("ends");
              }
            });
    try (OutputStream out = ByteStreams.inputs(echo, refusing(full))) {
      assertThatThrownBy(() -> out.write('a')).isSameAs(full);
      assertThat(trail).containsExactly("ends");
      assertThatThrownBy(() -> out.write('b'))
          .isInstanceOf(IOException.class)
          .hasMessage("coroutine 'echo' has ended, and reads no more");
    }
  }

  @Test
  void itMayHandleWhatTheTakerThrows() throws IOException {
    IllegalArgumentException full = new IllegalArgumentException("full");
    Coroutine<ByteBuffer, String, Integer> patient =
        Coroutine.of(
            "patient",
            io -> {
              int refused = 0;
              while (io.read() != null) {
                try {
                  io.write("a");
                } catch (IllegalArgumentException _) {
                  refused++;
                }
              }
              return refused;
            });
    try (OutputStream out = ByteStreams.inputs(patient, refusing(full))) {
      out.write(1);
      out.write(2);
    }

    assertThat(patient.result()).isEqualTo(2);
  }

  private static Consumer<String> refusing(RuntimeException problem) {
    return _ -> {
      throw problem;
    };
  }

  @Test
  void anErrorOfTheTakerLeavesItAtItsOutputAndTheStreamGoesOn() throws IOException {
    List<String> taken = new ArrayList<>();
    Error once = new AssertionError("once");
    List<Error> errors = new ArrayList<>(List.of(once));
    var reading = Coroutine.of("lines", LINES);
    try (OutputStream out =
        ByteStreams.inputs(
            reading,
            line -> {
              if (!errors.isEmpty()) {
                throw errors.removeLast();
              }
              taken.add(line);
            })) {
      assertThatThrownBy(() -> out.write("one\n".getBytes(UTF_8))).isSameAs(once);
      out.write("two\n".getBytes(UTF_8));
    }

    assertThat(taken).containsExactly("one", "two");
  }

  @Test
  void aBufferedWriterThatFlushesAtItsCloseDoesNotIgnoreTheCloseOfTheCoroutine() {
    Coroutine<String, ByteBuffer, Integer> writing =
        Coroutine.of(
            "writing",
            io -> {
              try (var out =
                  new BufferedWriter(new OutputStreamWriter(ByteStreams.output(io), UTF_8))) {
                out.write("hello");
                io.read();
              }
              return 0;
            });
    writing.next();
    writing.close();

    assertThat(writing.isDone()).isTrue();
  }
}
