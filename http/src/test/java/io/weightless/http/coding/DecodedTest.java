package io.weightless.http.coding;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.http.BadRequest;
import io.weightless.http.IncomingBody;
import io.weightless.http.Status;
import io.weightless.http.kit.World;
import io.weightless.scope.Deadline;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class DecodedTest {
  private static final DecodingLimits LIMITS = DecodingLimits.DEFAULT;
  private static final byte[] WORDS = Zipped.words(100_000);
  private static final byte[] ZEROS = new byte[3_000_000];

  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final CountedCoding gzip = new CountedCoding(ContentCoding.gzip());
  private final CountedCoding deflate = new CountedCoding(ContentCoding.deflate());

  @Test
  void whatComesInPartsIsDecoded() throws Exception {
    for (int size : new int[] {1, 1000, 100_000}) {
      IncomingBody body = decoded(Parts.of(Zipped.gzip(WORDS), size), LIMITS, gzip);

      assertThat(body.length()).isEqualTo(IncomingBody.UNKNOWN);
      assertThat(body.readAll(WORDS.length)).isEqualTo(WORDS);
      assertThat(body.read().remaining()).isZero();
      assertThat(gzip.open()).isZero();
    }
  }

  @Test
  void whatWasCodedTwiceIsDecodedFromTheLastOneOn() throws Exception {
    byte[] coded = Zipped.zlib(Zipped.gzip(WORDS));
    IncomingBody body = decoded(Parts.of(coded, 1000), LIMITS, gzip, deflate);

    assertThat(body.readAll(WORDS.length)).isEqualTo(WORDS);
    assertThat(gzip.open() + deflate.open()).isZero();
  }

  @Test
  void nothingIsNothingWhateverItIsSaidToBe() throws Exception {
    assertThat(decoded(IncomingBody.empty(), LIMITS, gzip, deflate).read().remaining()).isZero();
    assertThat(gzip.opened).isZero();
  }

  @Test
  void whatEndsTooEarlyIsMalformedAndStaysSo() throws Exception {
    byte[] coded = Zipped.gzip("hello");
    for (int at = 1; at < coded.length; at++) {
      IncomingBody body = decoded(IncomingBody.of(Arrays.copyOf(coded, at)), LIMITS, gzip);

      assertRefused(
          () -> body.readAll(10), Status.BAD_REQUEST, "no proper gzip: it ends too early");
      assertRefused(body::read, Status.BAD_REQUEST, "no proper gzip: it ends too early");
      assertThat(gzip.open()).isZero();
    }
  }

  @Test
  void whatStandsBehindTheEndIsMalformed() throws Exception {
    byte[] coded = Zipped.joined(Zipped.zlib("hello"), new byte[1]);
    for (int at = 0; at < coded.length; at++) {
      IncomingBody body = decoded(Parts.split(coded, at), LIMITS, deflate);

      assertRefused(() -> body.readAll(10), Status.BAD_REQUEST, "deflate: there are bytes behind");
      assertThat(deflate.open()).isZero();
    }
  }

  @Test
  void itMayHaveAsManyBytesAsTheLimitAndNoneMore() throws Exception {
    byte[] coded = Zipped.gzip(WORDS);
    DecodingLimits enough = LIMITS.withBytes(WORDS.length);
    DecodingLimits tooFew = LIMITS.withBytes(WORDS.length - 1);

    assertThat(decoded(Parts.of(coded, 1000), enough, gzip).readAll(WORDS.length)).isEqualTo(WORDS);
    assertRefused(
        () -> decoded(Parts.of(coded, 1000), tooFew, gzip).readAll(WORDS.length),
        Status.CONTENT_TOO_LARGE,
        "longer than 99999 bytes");
    assertThat(gzip.open()).isZero();
  }

  @Test
  void itMayGrowByTheRatioAndNoMore() throws Exception {
    byte[] coded = Zipped.gzip(ZEROS);
    int ratio = (ZEROS.length + coded.length - 1) / coded.length;
    DecodingLimits enough = new DecodingLimits(ZEROS.length, ratio, 0, 1);
    DecodingLimits tooLittle = new DecodingLimits(ZEROS.length, ratio - 1, 0, 1);

    assertThat(decoded(IncomingBody.of(coded), enough, gzip).readAll(ZEROS.length))
        .isEqualTo(ZEROS);
    assertRefused(
        () -> decoded(IncomingBody.of(coded), tooLittle, gzip).readAll(ZEROS.length),
        Status.CONTENT_TOO_LARGE,
        "by more than " + (ratio - 1) + " times");
    assertThat(gzip.open()).isZero();
  }

  @Test
  void aHundredfoldIsNotMoreThanAHundredfold() throws Exception {
    Expansion expansion = new Expansion(new DecodingLimits(9999, 100, 0, 1), BadRequest::new);
    expansion.received(10);

    expansion.check(1000);
    assertRefused(
        () -> {
          expansion.check(1001);
          return expansion;
        },
        Status.CONTENT_TOO_LARGE,
        "by more than 100 times");
  }

  @Test
  void theRatioDoesNotCountBelowTheFreeBytes() throws Exception {
    IncomingBody coded = IncomingBody.of(Zipped.gzip(ZEROS));
    DecodingLimits free = new DecodingLimits(ZEROS.length, 1, ZEROS.length, 1);
    DecodingLimits oneLess = new DecodingLimits(ZEROS.length, 1, ZEROS.length - 1, 1);

    assertThat(decoded(coded, free, gzip).readAll(ZEROS.length)).hasSize(ZEROS.length);
    assertRefused(
        () -> decoded(IncomingBody.of(Zipped.gzip(ZEROS)), oneLess, gzip).readAll(ZEROS.length),
        Status.CONTENT_TOO_LARGE,
        "by more than 1 times");
  }

  @Test
  void theRatioIsThatOfAllStepsTogether() throws Exception {
    byte[] twice = Zipped.gzip(Zipped.gzip(ZEROS));
    DecodingLimits limits = new DecodingLimits(ZEROS.length, 1000, 1000, 2);

    assertRefused(
        () -> decoded(IncomingBody.of(twice), limits, gzip, gzip).readAll(ZEROS.length),
        Status.CONTENT_TOO_LARGE,
        "by more than 1000 times");
    assertThat(gzip.open()).isZero();
  }

  @Test
  void aStepInBetweenIsHeldToTheLimitToo() throws Exception {
    byte[] many = Zipped.joined(Collections.nCopies(1000, Zipped.gzip("")).toArray(byte[][]::new));
    DecodingLimits limits = LIMITS.withBytes(many.length - 1);

    assertRefused(
        () -> decoded(IncomingBody.of(Zipped.gzip(many)), limits, gzip, gzip).read(),
        Status.CONTENT_TOO_LARGE,
        "longer than");
  }

  @Test
  void itMayBeCodedAsOftenAsTheLimitSays() throws Exception {
    DecodingLimits one = new DecodingLimits(1000, 100, 1000, 1);

    assertThat(decoded(IncomingBody.of(Zipped.gzip("a")), one, gzip).readAll(1)).hasSize(1);
    assertRefused(
        () -> decoded(IncomingBody.empty(), one, gzip, gzip),
        Status.UNSUPPORTED_MEDIA_TYPE,
        "coded 2 times; limit 1");
  }

  @Test
  void whatIsThrownIsTheReadersChoice() {
    IncomingBody text = IncomingBody.of(Zipped.bytes("text"));

    assertThatThrownBy(() ->
            Decoded.of(text, List.of(gzip), LIMITS, (_, why) -> new IOException("oh: " + why))
                .read())
        .isExactlyInstanceOf(IOException.class)
        .hasMessageStartingWith("oh: the body is no proper gzip: it does not begin as a gzip does");
  }

  @Test
  void aFailureBelowPassesAndFrees() throws Exception {
    IncomingBody breaking =
        new IncomingBody() {
          private boolean isGiven;

          @Override
          public ByteBuffer read() throws IOException {
            if (isGiven) {
              throw new IOException("gone");
            }
            isGiven = true;
            return ByteBuffer.wrap(Zipped.gzip("hello"), 0, 10);
          }

          @Override
          public long length() {
            return UNKNOWN;
          }
        };
    Decoded body = decoded(breaking, LIMITS, gzip);

    assertThatThrownBy(body::read).hasMessage("gone");
    assertThatThrownBy(body::read).hasMessage("gone");
    assertThat(gzip.opened).isOne();
    assertThat(gzip.open()).isZero();
  }

  @Test
  void aClosedOneHoldsNothingAndCannotBeRead() throws Exception {
    Decoded body = decoded(Parts.of(Zipped.zlib(Zipped.gzip(WORDS)), 1000), LIMITS, gzip, deflate);
    assertThat(body.read().remaining()).isPositive();
    assertThat(gzip.open() + deflate.open()).isEqualTo(2);

    body.close();
    body.close();

    assertThat(gzip.open() + deflate.open()).isZero();
    assertThatThrownBy(body::read)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
  }

  @Test
  void aCancelledReadLosesNothing() throws Exception {
    World.run(() -> {
      byte[] coded = Zipped.gzip("hello");
      Deque<ByteBuffer> parts = new ArrayDeque<>();
      parts.add(ByteBuffer.wrap(coded, 0, 10));
      parts.add(ByteBuffer.wrap(coded, 10, coded.length - 10));
      Decoded body = decoded(new SlowBody(parts), LIMITS, gzip);
      Deadline early = Deadline.after(Duration.ofMillis(1500));

      assertThat(Scope.runOr(early, NOTHING, _ -> body.read())).isSameAs(NOTHING);
      assertThat(new String(body.readAll(100), ISO_8859_1)).isEqualTo("hello");
      assertThat(gzip.open()).isZero();
    });
  }

  @Test
  void othersHaveTheirTurnWhileMuchIsDecoded() throws Exception {
    byte[] coded = Zipped.gzip(ZEROS);
    World.run(() -> {
      AtomicInteger turns = new AtomicInteger();
      Decoded body =
          decoded(IncomingBody.of(coded), new DecodingLimits(ZEROS.length, 9999, 0, 1), gzip);
      int seen =
          Scope.run(scope -> {
            Task<?> other =
                scope.start(
                    "other",
                    () -> {
                      while (true) {
                        turns.incrementAndGet();
                        Task.yield();
                      }
                    });
            body.readAll(ZEROS.length);
            other.cancel("over");
            return turns.get();
          });
      assertThat(seen).isGreaterThanOrEqualTo(ZEROS.length / Turns.BYTES - 1);
    });
  }

  private static Decoded decoded(IncomingBody body, DecodingLimits limits, ContentCoding... codings)
      throws IOException {
    return Decoded.of(body, List.of(codings), limits, BadRequest::new);
  }

  /// Waits a second for each part.
  private record SlowBody(Deque<ByteBuffer> parts) implements IncomingBody {
    @Override
    public ByteBuffer read() {
      Task.sleep(Duration.ofSeconds(1));
      return parts.isEmpty() ? NOTHING : parts.remove();
    }

    @Override
    public long length() {
      return UNKNOWN;
    }
  }

  private interface Reading {
    Object read() throws IOException;
  }

  private static void assertRefused(Reading reading, Status status, String sentence) {
    assertThatThrownBy(reading::read)
        .isInstanceOfSatisfying(
            BadRequest.class,
            bad -> {
              assertThat(bad.status()).isEqualTo(status);
              assertThat(bad).hasMessageContaining(sentence);
            });
  }
}
