package io.weightless.net.dns;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A whole name, from its own label to the root. Equal whatever the case of its letters.
///
/// As text, bytes that are no printable ASCII are written `\DDD`, and a dot within a label `\.`:
/// RFC 1035, section 5.1.
///
/// - **Limit**: a label has 1 to 63 bytes, all of them with their lengths have 255.
final class DomainName {
  static final int MAX_LABEL_BYTES = 63;
  static final int MAX_BYTES = 255;

  /// Each character is a byte.
  private final List<String> labels;

  private final String text;
  private final String lower;

  /// On the wire, without pointers.
  private final int bytes;

  /// @throws IllegalArgumentException saying in one line which limit is broken
  DomainName(List<String> labels) {
    this(
        labels,
        labels.isEmpty() ? "." : String.join(".", labels.stream().map(LabelText::write).toList()));
    for (String label : labels) {
      check(!label.isEmpty(), "has an empty label");
      check(label.length() <= MAX_LABEL_BYTES, "has a label of more than 63 bytes");
    }
  }

  private DomainName(List<String> labels, String text) {
    this.labels = List.copyOf(labels);
    this.text = text;
    lower = text.toLowerCase(Locale.ROOT);
    bytes = 1 + labels.stream().mapToInt(label -> 1 + label.length()).sum();
    check(bytes <= MAX_BYTES, "has more than 255 bytes");
  }

  private void check(boolean holds, String complaint) {
    if (!holds) {
      throw new IllegalArgumentException("'" + text + "' is no name: it " + complaint);
    }
  }

  /// Reads `www.example.org`, with or without the dot at the end.
  ///
  /// @throws IllegalArgumentException saying in one line what is wrong with it
  static DomainName parse(String text) {
    if (text.equals(".")) {
      return new DomainName(List.of());
    }
    return new DomainName(LabelText.read(text));
  }

  List<String> labels() {
    return labels;
  }

  int bytes() {
    return bytes;
  }

  int dots() {
    return Math.max(0, labels.size() - 1);
  }

  /// This name and then that of `domain`.
  ///
  /// @throws IllegalArgumentException when that is too long
  DomainName in(DomainName domain) {
    if (labels.isEmpty() || domain.labels.isEmpty()) {
      return labels.isEmpty() ? domain : this;
    }
    List<String> all = new ArrayList<>(labels);
    all.addAll(domain.labels);
    return new DomainName(all, text + "." + domain.text);
  }

  /// Whether it is `domain` or below it.
  boolean isIn(DomainName domain) {
    int more = labels.size() - domain.labels.size();
    return more >= 0
        && new DomainName(labels.subList(more, labels.size())).lower.equals(domain.lower);
  }

  void writeTo(ByteBuffer target) {
    for (String label : labels) {
      target.put((byte) label.length()).put(label.getBytes(ISO_8859_1));
    }
    target.put((byte) 0);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DomainName name && lower.equals(name.lower);
  }

  @Override
  public int hashCode() {
    return lower.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
