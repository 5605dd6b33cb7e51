package io.weightless.net.tls;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The blocks of a text in PEM (RFC 7468), in their order. What stands around them is ignored.
record Pem(Source source, List<PemBlock> blocks) {
  private static final String BEGIN = "-----BEGIN";
  private static final Pattern FIRST_LINE = Pattern.compile("-----BEGIN ([A-Z0-9 ]{1,40})-----");

  /// @throws IOException in one line, if a block does not begin or end as it has to
  static Pem of(Source source) throws IOException {
    return new Pem(source, new Parser(source).blocks());
  }

  /// What to say when no block is of the kind that is needed: what there is, and what is expected.
  IOException lacks(String what, String expected) {
    String found =
        blocks.stream().map(PemBlock::label).distinct().limit(5).collect(Collectors.joining(", "));
    return new IOException(
        "there is no "
            + what
            + " in "
            + source.name()
            + (found.isEmpty() ? "" : ", only " + found)
            + (isBinary() ? ", which is not text: PEM" : ": a block " + expected)
            + " is expected");
  }

  /// A file in DER or PKCS #12 begins as a sequence.
  private boolean isBinary() {
    return blocks.isEmpty() && source.text().startsWith("0") && source.text().indexOf('\0') >= 0;
  }

  /// Goes through the lines once.
  private static final class Parser {
    private final Source source;
    private final List<PemBlock> blocks = new ArrayList<>();

    /// Of the block that has begun and not ended.
    private @Nullable String label;

    private int beginning;
    private final List<String> body = new ArrayList<>();

    Parser(Source source) {
      this.source = source;
    }

    List<PemBlock> blocks() throws IOException {
      int number = 0;
      for (String line : source.text().lines().toList()) {
        accept(line.strip(), ++number);
      }
      if (label != null) {
        throw endless(label);
      }
      return blocks;
    }

    private void accept(String line, int number) throws IOException {
      if (label == null) {
        begin(line, number);
      } else if (line.equals("-----END " + label + "-----")) {
        blocks.add(new PemBlock(source, beginning, label, List.copyOf(body)));
        body.clear();
        label = null;
      } else if (line.startsWith("-----")) {
        throw endless(label);
      } else {
        body.add(line);
      }
    }

    private void begin(String line, int number) throws IOException {
      if (!line.startsWith(BEGIN)) {
        return;
      }
      Matcher matcher = FIRST_LINE.matcher(line);
      if (!matcher.matches()) {
        throw new IOException(
            "line "
                + number
                + " of "
                + source.name()
                + " is damaged: a block begins with a line like '-----BEGIN CERTIFICATE-----', with"
                + " nothing else in it");
      }
      label = matcher.group(1);
      beginning = number;
    }

    private IOException endless(String block) {
      return new IOException(
          "the %s in line %d of %s is damaged: its last line '-----END %s-----' is missing"
              .formatted(block, beginning, source.name(), block));
    }
  }
}
