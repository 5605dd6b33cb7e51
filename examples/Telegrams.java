import io.weightless.coroutine.Coroutine;
import io.weightless.coroutine.Io;
import io.weightless.coroutine.Outputs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The telegrams problem, from the literature on structured programming: a paper tape comes in
/// blocks of fixed size; words, separated by spaces, lie across their borders; a telegram is the
/// words up to `ZZZZ`, and one without words ends the tape. Each is printed with the words that are
/// charged, and told when one of them is longer than twelve letters.
///
/// Blocks, words and telegrams begin and end at different places: a structure clash. So there is a
/// program for each structure, written as if it were alone; and the pipeline runs them as one, with
/// nothing kept between them but what lies across a border.
///
/// `./weightless run examples/Telegrams.java [FILE [BLOCK SIZE]]`
public final class Telegrams {
  private static final String END = "ZZZZ";
  private static final String TAPE =
      "ARRIVE TUESDAY NOON STOP BRING THE CAT ZZZZ "
          + "CONGRATULATIONS ZZZZ "
          + "ALL IS FORGIVEN   COME HOME ZZZZ ZZZZ";

  record Telegram(List<String> words, int tooLong) {}

  private Telegrams() {}

  /// Blocks in, words out.
  private static int words(Io<String, String> io) {
    int count = 0;
    for (String word = word(io); !word.isEmpty(); word = word(io)) {
      io.write(word);
      count++;
    }
    return count;
  }

  /// The next word, across as many blocks as it has; what follows it is given back. Empty at the
  /// end of the tape.
  private static String word(Io<String, ?> io) {
    StringBuilder word = new StringBuilder();
    for (String block = io.read(); block != null; block = io.read()) {
      String rest = word.isEmpty() ? block.stripLeading() : block;
      int end = rest.indexOf(' ');
      if (end >= 0) {
        io.unread(rest.substring(end + 1));
        return word.append(rest, 0, end).toString();
      }
      word.append(rest);
    }
    return word.toString();
  }

  /// Words in, telegrams out.
  private static int telegrams(Io<String, Telegram> io) {
    int count = 0;
    for (Telegram next = telegram(io); !next.words().isEmpty(); next = telegram(io)) {
      io.write(next);
      count++;
    }
    return count;
  }

  private static Telegram telegram(Io<String, ?> io) {
    List<String> words = new ArrayList<>();
    for (String word = io.next(); !word.equals(END); word = io.next()) {
      words.add(word);
    }
    return new Telegram(words, (int) words.stream().filter(word -> word.length() > 12).count());
  }

  /// Telegrams in, lines out.
  private static int lines(Io<Telegram, String> io) {
    int charged = 0;
    for (Telegram next = io.read(); next != null; next = io.read()) {
      int words = next.words().size();
      String tooLong = next.tooLong() == 0 ? "" : ", " + next.tooLong() + " too long";
      io.write(String.join(" ", next.words()) + " [" + words + " charged" + tooLong + "]");
      charged += words;
    }
    return charged;
  }

  private static List<String> blocks(String tape, int size) {
    List<String> blocks = new ArrayList<>();
    for (int from = 0; from < tape.length(); from += size) {
      blocks.add(tape.substring(from, Math.min(tape.length(), from + size)));
    }
    return blocks;
  }

  public static void main(String[] arguments) throws IOException {
    String tape = arguments.length > 0 ? Files.readString(Path.of(arguments[0])).strip() : TAPE;
    int size = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 10;

    Coroutine<String, String, Integer> words = Coroutine.of("words", Telegrams::words);
    Coroutine<String, Telegram, Integer> telegrams =
        Coroutine.of("telegrams", Telegrams::telegrams);
    Coroutine<Telegram, String, Integer> lines = Coroutine.of("lines", Telegrams::lines);
    try (var printed = Outputs.of(words.into(telegrams).into(lines), blocks(tape, size))) {
      printed.forEach(System.out::println);
    }
    System.out.println(
        telegrams.result() + " telegrams, " + lines.result() + " words charged, end of analysis");
  }
}
