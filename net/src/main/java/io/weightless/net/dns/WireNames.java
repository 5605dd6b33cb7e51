package io.weightless.net.dns;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Reads the names of a message as they come, which may end with a pointer to where the rest was
/// before: RFC 1035, section 4.1.4.
///
/// A pointer has to lead in front of where the piece began that ends with it. So there is no
/// circle, and a name of many pointers still has 255 bytes.
///
/// What begins at a place is read once, however many names of the message lead there: a thousand
/// records that point to one name of 127 labels are no more work than one.
///
/// - **Limit**: 127 pointers, as many as a name has labels at most. Remembered is one name for each
///   record or word of one, and for each place that a pointer can lead to, of which there are
///   16,384.
final class WireNames {
  static final int MAX_POINTERS = 127;

  private static final int POINTER = 0xc0;

  private final ByteBuffer message;
  private final Map<Integer, Piece> pieces = new HashMap<>();

  /// What begins at one place, with what it leads to.
  ///
  /// @param pointers how many it takes
  /// @param end behind its own bytes
  private record Piece(DomainName name, int pointers, int end) {}

  /// @param message whose position is to be that of the next name; pointers count from 0
  WireNames(ByteBuffer message) {
    this.message = message;
  }

  /// The name at the position of the message, which is behind it then.
  DomainName read() throws MalformedMessage {
    Piece whole = at(message.position(), MAX_POINTERS);
    message.position(whole.end);
    return whole.name;
  }

  /// @param most pointers
  private Piece at(int place, int most) throws MalformedMessage {
    Piece piece = pieces.get(place);
    if (piece == null) {
      piece = readAt(place, most);
      pieces.put(place, piece);
    }
    check(piece.pointers <= most, place);
    return piece;
  }

  private Piece readAt(int place, int most) throws MalformedMessage {
    message.position(place);
    List<String> labels = new ArrayList<>();
    int total = 1;
    int length = next();
    while (length > 0 && length < POINTER) {
      total += 1 + length;
      labels.add(label(length, total));
      length = next();
    }
    if (length == 0) {
      return new Piece(new DomainName(labels), 0, message.position());
    }
    int target = (length - POINTER) << 8 | next();
    int end = message.position();
    check(target < place && most > 0, target);
    Piece rest = at(target, most - 1);
    checkLength(total + rest.name.bytes() - 1);
    DomainName name = labels.isEmpty() ? rest.name : new DomainName(labels).in(rest.name);
    return new Piece(name, rest.pointers + 1, end);
  }

  private int next() {
    return Byte.toUnsignedInt(message.get());
  }

  private static void check(boolean isAllowed, int target) throws MalformedMessage {
    if (!isAllowed) {
      throw new MalformedMessage(
          "a name leads to " + target + ", which is not back, or by too many pointers");
    }
  }

  private String label(int length, int total) throws MalformedMessage {
    checkLength(length > DomainName.MAX_LABEL_BYTES ? Integer.MAX_VALUE : total);
    byte[] bytes = new byte[length];
    message.get(bytes);
    return new String(bytes, ISO_8859_1);
  }

  private static void checkLength(int total) throws MalformedMessage {
    if (total > DomainName.MAX_BYTES) {
      throw new MalformedMessage("a name or a label of it is too long");
    }
  }
}
