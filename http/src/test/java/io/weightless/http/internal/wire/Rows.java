package io.weightless.http.internal.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// The tables that the tests of the parsers share: see the resources of these names.
public final class Rows {
  /// One input, and what is seen in it.
  public record Row(String name, String input, List<String> expected) {
    @Override
    public String toString() {
      return name;
    }
  }

  private Rows() {}

  public static List<Row> valid() {
    return read("valid-requests.txt");
  }

  public static List<Row> invalid() {
    return read("invalid-requests.txt");
  }

  public static List<Row> responses() {
    return read("responses.txt");
  }

  private static List<Row> read(String resource) {
    List<Row> rows = new ArrayList<>();
    String name = "";
    for (String line : text(resource).split("\n", -1)) {
      if (line.startsWith("> ")) {
        rows.add(new Row(name, unescaped(line.substring(2)), new ArrayList<>()));
      } else if (line.startsWith("< ")) {
        rows.getLast().expected().add(unescaped(line.substring(2)));
      } else {
        name = line;
      }
    }
    return rows;
  }

  private static String text(String resource) {
    try (InputStream in = Rows.class.getResourceAsStream(resource)) {
      return new String(Objects.requireNonNull(in, resource).readAllBytes(), US_ASCII);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static String unescaped(String line) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '~') {
        text.append("\r\n");
      } else if (c != '\\') {
        text.append(c);
      } else if (line.charAt(++i) == 'x') {
        text.append((char) Integer.parseInt(line, i + 1, i + 3, 16));
        i += 2;
      } else {
        text.append(("\\" + line.charAt(i)).translateEscapes());
      }
    }
    return text.toString();
  }
}
