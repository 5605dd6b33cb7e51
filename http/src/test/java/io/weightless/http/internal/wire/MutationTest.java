package io.weightless.http.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.testkit.OneEngine;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Requests that were damaged at random. Whatever they have become, they are read in one way only:
/// the same however they are cut, the same by us and by those who forgive more, without a failure
/// of ours and without end.
@OneEngine
final class MutationTest {
  private static final int ROUNDS = 40_000;

  /// To try it again, set the system property to the seed that a failure names.
  private static final long SEED = Long.getLong("weightless.seed", System.nanoTime());

  private static final String NASTY = "\r\n\0 \t:;,/?%#0123456789abcdefx\u00ff-+\"";

  @Test
  void aDamagedRequestHasOneReading() {
    SplittableRandom random = new SplittableRandom(SEED);
    List<Rows.Row> rows = new ArrayList<>(Rows.valid());
    rows.addAll(Rows.invalid());
    for (int round = 0; round < ROUNDS; round++) {
      String input = damaged(rows.get(random.nextInt(rows.size())).input(), random);
      List<String> whole = Parsed.all(Pieces.whole(input));
      List<String> cut = Parsed.all(cut(input, random));
      assertThat(cut).as("seed %d, round %d: %s", SEED, round, input).isEqualTo(whole);
    }
  }

  @Test
  void whatIsAcceptedHasNoSecondInterpretation() {
    SplittableRandom random = new SplittableRandom(SEED);
    List<Rows.Row> rows = Rows.valid();
    int accepted = 0;
    for (int round = 0; round < ROUNDS; round++) {
      String input = rows.get(random.nextInt(rows.size())).input();
      input = damaged(input, random) + rows.get(random.nextInt(rows.size())).input();
      List<String> ours = Parsed.accepted(Pieces.whole(input));
      accepted += ours.size();
      for (LenientReader other : LenientReader.all()) {
        List<String> theirs = other.read(input);
        assertThat(theirs.subList(0, Math.min(ours.size(), theirs.size())))
            .as("seed %d, round %d, %s: %s", SEED, round, other, input)
            .isEqualTo(ours);
      }
    }
    assertThat(accepted).isGreaterThan(ROUNDS / 10);
  }

  @Test
  void thoseWhoForgiveMoreDisagreeOnWhatIsRefused() {
    String both =
        "POST / HTTP/1.1\r\nContent-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nX";
    String lengths = "POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab";
    String cr = "GET / HTTP/1.1\r\nA: b\rContent-Length: 1\r\n\r\nGET /2 HTTP/1.1\r\n\r\n";
    for (String input : List.of(both, lengths, cr)) {
      assertThat(LenientReader.all().stream().map(reader -> reader.read(input)).distinct())
          .hasSizeGreaterThan(1);
    }
  }

  static String damaged(String input, SplittableRandom random) {
    StringBuilder text = new StringBuilder(input);
    int times = 1 + random.nextInt(4);
    for (int i = 0; i < times && !text.isEmpty(); i++) {
      int place = random.nextInt(text.length());
      switch (random.nextInt(6)) {
        case 0 -> text.deleteCharAt(place);
        case 1 -> text.setCharAt(place, (char) random.nextInt(256));
        case 2 -> text.insert(place, NASTY.charAt(random.nextInt(NASTY.length())));
        case 3 -> text.setCharAt(place, NASTY.charAt(random.nextInt(NASTY.length())));
        case 4 -> {
          int end = place + random.nextInt(text.length() - place);
          text.insert(random.nextInt(text.length()), text.substring(place, end));
        }
        default -> text.delete(place, place + random.nextInt(text.length() - place));
      }
    }
    return text.toString();
  }

  static List<ByteBuffer> cut(String input, SplittableRandom random) {
    List<ByteBuffer> pieces = new ArrayList<>();
    int start = 0;
    while (start < input.length()) {
      int end = Math.min(input.length(), start + 1 + random.nextInt(12));
      pieces.add(Pieces.buffer(input.substring(start, end)));
      start = end;
    }
    return pieces;
  }
}
