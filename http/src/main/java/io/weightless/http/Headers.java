package io.weightless.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.weightless.http.internal.wire.Characters;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The fields of a head, in order; names in any case. Immutable.
///
/// They are kept as the bytes that go over the wire: a parsed head costs no string until somebody
/// asks for one, and sending them is one copy. Bytes beyond ASCII are Latin-1 here and mean
/// nothing.
public final class Headers {
  public static final Headers EMPTY = new Headers(new byte[0], 0, 0, new int[0], 0);

  /// Per field: where its name begins and ends, and where its value does.
  private static final int SPAN = 4;

  private final byte[] bytes;
  private final int from;
  private final int to;
  private final int[] spans;
  private final int count;

  private Headers(byte[] bytes, int from, int to, int[] spans, int count) {
    this.bytes = bytes;
    this.from = from;
    this.to = to;
    this.spans = spans;
    this.count = count;
  }

  /// For those who have parsed them: takes the arrays over, copies nothing and checks nothing.
  ///
  /// @param from where in `bytes` the first field line begins
  /// @param to behind the last field line, its line end included
  /// @param spans for each field: start and end of its name, start and end of its value
  public static Headers parsed(byte[] bytes, int from, int to, int[] spans, int count) {
    return count == 0 ? EMPTY : new Headers(bytes, from, to, spans, count);
  }

  /// Fields from a name, its value, the next name, and so on.
  public static Headers of(String... namesAndValues) {
    if (namesAndValues.length % 2 != 0) {
      throw new IllegalArgumentException("the last name has no value: " + namesAndValues.length);
    }
    return EMPTY.with(namesAndValues);
  }

  /// These and one more, at the end; a field of the same name stays.
  ///
  /// @throws IllegalArgumentException if it could not be sent as one field
  public Headers with(String name, String value) {
    return with(new String[] {name, value});
  }

  /// These, but for all fields of that name, and with this one at the end.
  ///
  /// @throws IllegalArgumentException if it could not be sent as one field
  public Headers replace(String name, String value) {
    return without(name).with(name, value);
  }

  /// These, but for all fields of that name.
  public Headers without(String name) {
    int at = find(name, 0);
    if (at < 0) {
      return this;
    }
    List<String> kept = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      if (i != at) {
        kept.add(name(i));
        kept.add(value(i));
      } else {
        at = find(name, i + 1);
      }
    }
    return EMPTY.with(kept.toArray(new String[0]));
  }

  public int size() {
    return count;
  }

  public String name(int index) {
    return text(index, 0);
  }

  public String value(int index) {
    return text(index, 2);
  }

  /// The value of the first field of that name.
  public @Nullable String first(String name) {
    int index = find(name, 0);
    return index < 0 ? null : value(index);
  }

  /// The values of all fields of that name.
  public List<String> all(String name) {
    List<String> values = new ArrayList<>();
    for (int i = find(name, 0); i >= 0; i = find(name, i + 1)) {
      values.add(value(i));
    }
    return values;
  }

  /// The elements of a field that is a list (RFC 9110, section 5.6.1), of all fields of that name,
  /// without blanks around them; empty ones are left out. Not for fields whose elements may have a
  /// comma in quotes.
  public List<String> elements(String name) {
    List<String> elements = new ArrayList<>();
    for (String value : all(name)) {
      for (String element : value.split(",", -1)) {
        if (!element.isBlank()) {
          elements.add(element.strip());
        }
      }
    }
    return elements;
  }

  public boolean contains(String name) {
    return find(name, 0) >= 0;
  }

  /// How many bytes [#writeTo] puts.
  public int byteCount() {
    return to - from;
  }

  /// Puts them as they go over the wire: each on a line, none behind the last.
  public void writeTo(ByteBuffer target) {
    target.put(bytes, from, to - from);
  }

  /// One field to a line, for people.
  @Override
  public String toString() {
    return new String(bytes, from, to - from, ISO_8859_1);
  }

  private Headers with(String[] added) {
    int length = to - from;
    for (int i = 0; i < added.length; i += 2) {
      check(added[i], added[i + 1]);
      length += added[i].length() + added[i + 1].length() + 4;
    }
    byte[] block = Arrays.copyOfRange(bytes, from, from + length);
    int[] places = new int[count * SPAN + added.length / 2 * SPAN];
    for (int i = 0; i < count * SPAN; i++) {
      places[i] = spans[i] - from;
    }
    int at = to - from;
    int place = count * SPAN;
    for (int i = 0; i < added.length; i++) {
      places[place++] = at;
      at = put(added[i], block, at);
      places[place++] = at;
      block[at++] = (byte) (i % 2 == 0 ? ':' : '\r');
      block[at++] = (byte) (i % 2 == 0 ? ' ' : '\n');
    }
    return new Headers(block, 0, length, places, count + added.length / 2);
  }

  private static void check(String name, String value) {
    if (!Characters.isToken(name)) {
      throw new IllegalArgumentException("not a field name, which is a token: \"" + name + "\"");
    }
    if (!Characters.isFieldValue(value)) {
      throw new IllegalArgumentException(
          "not a value for " + name + ", no line ends, only Latin-1: \"" + value + "\"");
    }
  }

  private static int put(String text, byte[] target, int start) {
    for (int i = 0; i < text.length(); i++) {
      target[start + i] = (byte) text.charAt(i);
    }
    return start + text.length();
  }

  private int find(String name, int start) {
    for (int i = start; i < count; i++) {
      int at = i * SPAN;
      if (spans[at + 1] - spans[at] == name.length()
          && Characters.equal(bytes, spans[at], spans[at + 1], name)) {
        return i;
      }
    }
    return -1;
  }

  private String text(int index, int part) {
    if (index < 0 || index >= count) {
      throw new IndexOutOfBoundsException("field " + index + " of " + count);
    }
    int start = spans[index * SPAN + part];
    return new String(bytes, start, spans[index * SPAN + part + 1] - start, ISO_8859_1);
  }
}
