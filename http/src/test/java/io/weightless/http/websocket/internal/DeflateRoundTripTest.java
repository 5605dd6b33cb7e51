package io.weightless.http.websocket.internal;

import static io.weightless.http.websocket.internal.Messages.inflated;
import static io.weightless.http.websocket.internal.Messages.taken;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.testkit.Needs;
import io.weightless.testkit.OneEngine;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Random messages there and back, with every window, with context and without.
@OneEngine
final class DeflateRoundTripTest {
  private static final int MESSAGES = 10;
  private static final int MUTATIONS = 10_000;

  /// To try it again, set the system property to the seed that a failure names.
  private static final long SEED = Long.getLong("weightless.seed", System.nanoTime());

  static Stream<Deflate> agreements() {
    return IntStream.rangeClosed(8, 15)
        .boxed()
        .flatMap(bits -> Stream.of(true, false).map(none -> new Deflate(none, none, bits, bits)));
  }

  @ParameterizedTest
  @MethodSource("agreements")
  void whatIsCompressedComesBackAndRefersNoFartherThanTheWindow(Deflate deflate) throws Exception {
    SplittableRandom random = new SplittableRandom(SEED);
    SmallInflate other = new SmallInflate();
    try (Deflating deflating = Deflating.ofServer(deflate, 1 + random.nextInt(9));
        Inflating inflating = Inflating.ofServer(deflate)) {
      for (int i = 0; i < MESSAGES; i++) {
        byte[] plain =
            i == 0
                ? Messages.farApart(random, 1 << deflate.serverMaxWindowBits())
                : Messages.random(random, random.nextBoolean() ? 300 : 40_000);
        byte[] sent = compressed(deflating, plain, random);

        assertThat(inflated(inflating, 1 + random.nextInt(20_000), pieces(sent, random)))
            .as("seed %d, message %d", SEED, i)
            .isEqualTo(plain);
        assertThat(other.message(sent)).as("seed %d, message %d", SEED, i).isEqualTo(plain);
      }
    }
    assertThat(other.farthest())
        .as("seed %d", SEED)
        .isBetween((1 << deflate.serverMaxWindowBits()) / 2, 1 << deflate.serverMaxWindowBits());
  }

  @ParameterizedTest
  @MethodSource("agreements")
  void whatComesBehindAFinalBlockRefersToWhatWasBefore(Deflate deflate) throws Exception {
    SplittableRandom random = new SplittableRandom(SEED);
    History history = new History(1 << deflate.clientMaxWindowBits());
    try (Inflating inflating = Inflating.ofClient(deflate)) {
      for (int i = 0; i < MESSAGES; i++) {
        byte[] plain = Messages.random(random, random.nextBoolean() ? 300 : 40_000);
        ByteArrayOutputStream sent = new ByteArrayOutputStream();
        int most = 1 + plain.length / 3;
        for (byte[] part : pieces(plain, most, random)) {
          sent.writeBytes(finalBlocks(part, history.toArray()));
          history.add(ByteBuffer.wrap(part));
        }
        sent.write(0);
        byte[][] pieces = pieces(sent.toByteArray(), random);

        assertThat(inflated(inflating, 1 + random.nextInt(20_000), pieces))
            .as("seed %d, message %d", SEED, i)
            .isEqualTo(plain);
        if (deflate.clientNoContextTakeover()) {
          history.clear();
        }
      }
    }
  }

  private static byte[] finalBlocks(byte[] plain, byte[] history) {
    byte[] out = new byte[2 * plain.length + 100];
    try (Deflater deflater = new Deflater(9, true)) {
      deflater.setDictionary(history);
      deflater.setInput(plain);
      deflater.finish();
      return Arrays.copyOf(out, deflater.deflate(out));
    }
  }

  @ParameterizedTest
  @MethodSource("agreements")
  @Needs("python3")
  void pythonReadsWhatIsCompressed(Deflate deflate) throws Exception {
    String script =
        """
        import base64, sys, zlib
        bits, keeps = int(sys.argv[1]), sys.argv[2] == 'true'
        inflater = None
        while line := sys.stdin.readline():
            plain, sent = (base64.b64decode(word) for word in line.split(';'))
            if not (inflater and keeps):
                inflater = zlib.decompressobj(-bits)
            rest, got = sent + b'\\0\\0\\xff\\xff', b''
            while rest:
                got += inflater.decompress(rest, 50)
                rest = inflater.unconsumed_tail
            got += inflater.decompress(b'')
            assert got == plain, (len(got), len(plain))
        print('fine')
        """;
    SplittableRandom random = new SplittableRandom(SEED);
    List<String> lines = new ArrayList<>();
    try (Deflating deflating = Deflating.ofClient(deflate, 1 + random.nextInt(9))) {
      for (int i = 0; i < MESSAGES; i++) {
        byte[] plain = Messages.random(random, 5_000);
        lines.add(base64(plain) + ";" + base64(compressed(deflating, plain, random)));
      }
    }
    assertThat(python(lines, script, deflate)).as("seed %d", SEED).containsExactly("fine");
  }

  @ParameterizedTest
  @MethodSource("agreements")
  @Needs("python3")
  void whatPythonCompressesIsRead(Deflate deflate) throws Exception {
    String script =
        """
        import base64, sys, zlib
        bits, keeps = int(sys.argv[1]), sys.argv[2] == 'true'
        deflater = None
        for count, line in enumerate(sys.stdin):
            if not (deflater and keeps):
                deflater = zlib.compressobj(1 + count % 9, zlib.DEFLATED, -max(bits, 9))
            got = deflater.compress(base64.b64decode(line))
            got += deflater.flush(zlib.Z_SYNC_FLUSH)
            print(base64.b64encode(got[:-4] if got else b'\\0').decode())
        """;
    SplittableRandom random = new SplittableRandom(SEED);
    List<byte[]> messages = new ArrayList<>();
    for (int i = 0; i < MESSAGES; i++) {
      messages.add(Messages.random(random, 5_000));
    }
    List<String> sent =
        python(messages.stream().map(DeflateRoundTripTest::base64).toList(), script, deflate);
    try (Inflating inflating = Inflating.ofClient(deflate)) {
      for (int i = 0; i < MESSAGES; i++) {
        byte[] payload = Base64.getDecoder().decode(sent.get(i));

        assertThat(inflated(inflating, 1 + random.nextInt(3000), pieces(payload, random)))
            .as("seed %d, message %d", SEED, i)
            .isEqualTo(messages.get(i));
      }
    }
  }

  @Test
  void aDamagedMessageIsReadOrRefusedAndNothingElse() throws Exception {
    SplittableRandom random = new SplittableRandom(SEED);
    Deflate deflate = new Deflate(false, false, 15, 15);
    Counted counted = new Counted();
    int refused = 0;
    for (int round = 0; round < MUTATIONS; round++) {
      try (Deflating deflating = Deflating.ofClient(deflate, 6);
          Inflating inflating = new Inflating(true, 15, counted::inflater)) {
        for (int i = 0; i < 3; i++) {
          byte[] sent = compressed(deflating, Messages.random(random, 400), random);
          sent[random.nextInt(sent.length)] ^= (byte) (1 << random.nextInt(8));
          inflated(inflating, 1 + random.nextInt(200), pieces(sent, random));
        }
      } catch (Violation violation) {
        refused++;
        assertThat(violation.code()).as("seed %d, round %d", SEED, round).isEqualTo(1007);
      }
    }
    assertThat(refused).isBetween(MUTATIONS / 10, MUTATIONS);
    assertThat(counted.open).isZero();
  }

  /// In one go, or in parts.
  private static byte[] compressed(Deflating deflating, byte[] plain, SplittableRandom random) {
    if (random.nextBoolean()) {
      return taken(deflating.message(ByteBuffer.wrap(plain)));
    }
    ByteArrayOutputStream sent = new ByteArrayOutputStream();
    for (byte[] part : pieces(plain, random)) {
      sent.writeBytes(taken(deflating.part(ByteBuffer.wrap(part))));
    }
    sent.writeBytes(taken(deflating.end()));
    return sent.toByteArray();
  }

  private static byte[][] pieces(byte[] whole, SplittableRandom random) {
    return pieces(whole, 1 + random.nextInt(whole.length + 1), random);
  }

  private static byte[][] pieces(byte[] whole, int most, SplittableRandom random) {
    List<byte[]> pieces = new ArrayList<>();
    for (int at = 0; at < whole.length; ) {
      int end = Math.min(whole.length, at + random.nextInt(most + 1));
      pieces.add(Arrays.copyOfRange(whole, at, end));
      at = end;
    }
    return pieces.toArray(byte[][]::new);
  }

  private static List<String> python(List<String> lines, String script, Deflate deflate)
      throws Exception {
    String keeps = "" + !deflate.clientNoContextTakeover();
    Process process =
        new ProcessBuilder("python3", "-c", script, "" + deflate.clientMaxWindowBits(), keeps)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    Thread feeder = Thread.ofVirtual().start(() -> feed(process.getOutputStream(), lines));
    List<String> answer = process.inputReader().readAllAsString().lines().toList();
    feeder.join();
    assertThat(process.waitFor()).isZero();
    return answer;
  }

  private static void feed(OutputStream out, List<String> lines) {
    try (out) {
      out.write((String.join("\n", lines) + "\n").getBytes(US_ASCII));
    } catch (IOException ended) {
      throw new UncheckedIOException(ended);
    }
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
