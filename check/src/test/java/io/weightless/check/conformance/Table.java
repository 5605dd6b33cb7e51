package io.weightless.check.conformance;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.weightless.check.conformance.Row.End;
import io.weightless.check.conformance.Row.HalfClose;
import io.weightless.check.conformance.Row.Send;
import io.weightless.check.conformance.Row.Step;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/// A table of conversations with the server, read from the resource of its name.
///
/// A row is a name that begins with the section of the RFC, then what is said, and how it ends:
/// - `> text` is sent, written as in [Escapes];
/// - `>|` ends the client's side of the connection;
/// - `< 200` is the status of a response that has to come; see [Expected] for what else it may say;
/// - `open` at the end: the same connection answers one more good request; `close`: a request that
///   was sent behind the last one is not read any more, and the connection ends; `either`: what the
///   last response says of the two.
final class Table {
  private Table() {}

  static List<Row> rows(String... tables) {
    List<Row> rows = new ArrayList<>();
    for (String table : tables) {
      for (String paragraph : text(table + ".txt").split("\n\n+", -1)) {
        if (!paragraph.startsWith("#")) {
          rows.add(row(paragraph.stripTrailing().split("\n", -1)));
        }
      }
    }
    return rows;
  }

  private static Row row(String[] lines) {
    List<Step> steps = new ArrayList<>();
    for (int i = 1; i < lines.length - 1; i++) {
      steps.add(step(lines[i]));
    }
    return new Row(lines[0], steps, End.valueOf(lines[lines.length - 1].toUpperCase(Locale.ROOT)));
  }

  private static Step step(String line) {
    if (line.equals(">|")) {
      return new HalfClose();
    }
    if (line.startsWith("> ")) {
      return new Send(Escapes.text(line.substring(2)));
    }
    if (line.startsWith("< ")) {
      return Expected.parse(line.substring(2));
    }
    throw new IllegalArgumentException("neither sent nor expected: " + line);
  }

  private static String text(String resource) {
    try (InputStream in = Table.class.getResourceAsStream(resource)) {
      return new String(Objects.requireNonNull(in, resource).readAllBytes(), US_ASCII);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
