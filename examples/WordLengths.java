import static java.nio.charset.StandardCharsets.UTF_8;

import io.weightless.coroutine.ByteStreams;
import io.weightless.coroutine.Coroutine;
import io.weightless.coroutine.Outputs;
import io.weightless.coroutine.Tee;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/// How long words are, as in the first talks on Weightless: a reader of lines that is an ordinary
/// `BufferedReader`, a splitter, and two that know nothing of each other, for one writes the words
/// and one their lengths; a tee joins them.
///
/// Standard input, or a sentence: `./weightless run examples/WordLengths.java [WORD...]`
public final class WordLengths {
  private WordLengths() {}

  private static Coroutine<ByteBuffer, String, Integer> lines() {
    return Coroutine.of(
        "lines",
        io -> {
          int count = 0;
          var reader = new BufferedReader(new InputStreamReader(ByteStreams.input(io), UTF_8));
          for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            io.write(line);
            count++;
          }
          return count;
        });
  }

  private static Coroutine<String, String, Integer> words() {
    return Coroutine.of(
        "words",
        io -> {
          int count = 0;
          for (String line = io.read(); line != null; line = io.read()) {
            for (String word : List.of(line.strip().split("\\s+"))) {
              if (!word.isEmpty()) {
                io.write(word);
                count++;
              }
            }
          }
          return count;
        });
  }

  private static Coroutine<String, String, Integer> same() {
    return Coroutine.of(
        "same",
        io -> {
          int longest = 0;
          for (String word = io.read(); word != null; word = io.read()) {
            longest = Math.max(longest, word.length());
            io.write(word);
          }
          return longest;
        });
  }

  private static Coroutine<String, Integer, Integer> lengths() {
    return Coroutine.of(
        "lengths",
        io -> {
          int total = 0;
          for (String word = io.read(); word != null; word = io.read()) {
            total += word.length();
            io.write(word.length());
          }
          return total;
        });
  }

  public static void main(String[] arguments) {
    var lines = lines();
    var words = words();
    var same = same();
    var lengths = lengths();
    var line = lines.into(words).into(Tee.of(same, lengths, (word, length) -> word + " " + length));
    try (var printed = Outputs.of(line, input(arguments))) {
      printed.forEach(System.out::println);
    }
    System.out.printf(
        "%d lines, %d words, %d letters, the longest has %d%n",
        lines.result(), words.result(), lengths.result(), same.result());
  }

  private static Iterator<ByteBuffer> input(String[] arguments) {
    if (arguments.length > 0) {
      return List.of(ByteBuffer.wrap(String.join(" ", arguments).getBytes(UTF_8))).iterator();
    }
    return Stream.generate(() -> block(System.in)).takeWhile(ByteBuffer::hasRemaining).iterator();
  }

  private static ByteBuffer block(InputStream in) {
    try {
      return ByteBuffer.wrap(in.readNBytes(4_096));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
