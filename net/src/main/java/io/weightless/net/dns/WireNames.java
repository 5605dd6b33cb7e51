package io.weightless.net.dns;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// Reads names as they come, which may end with a pointer to where the rest was before: RFC 1035,
/// section 4.1.4.
///
/// A pointer has to lead in front of where the piece began that ends with it. So there is no
/// circle, and a name of many pointers still has 255 bytes.
///
/// - **Limit**: 127 pointers, as many as a name has labels at most.
final class WireName {
  static final int MAX_POINTERS = 127;

  private static final int POINTER = 0xc0;

  private WireName() {}

  /// The name at the position of `message`, which is behind it then.
  static DomainName read(ByteBuffer message) throws MalformedMessage {
    List<String> labels = new ArrayList<>();
    int total = 1;
    int piece = message.position();
    int end = -1;
    int pointers = 0;
    int length = Byte.toUnsignedInt(message.get());
    while (length != 0) {
      if (length >= POINTER) {
        int target = (length - POINTER) << 8 | Byte.toUnsignedInt(message.get());
        end = end < 0 ? message.position() : end;
        if (target >= piece || ++pointers > MAX_POINTERS) {
          throw new MalformedMessage(
              "a name leads to " + target + ", which is not back, or by too many pointers");
        }
        piece = target;
        message.position(target);
      } else {
        total += 1 + length;
        labels.add(label(message, length, total));
      }
      length = Byte.toUnsignedInt(message.get());
    }
    message.position(end < 0 ? message.position() : end);
    return new DomainName(labels);
  }

  private static String label(ByteBuffer message, int length, int total) throws MalformedMessage {
    if (length > DomainName.MAX_LABEL_BYTES || total > DomainName.MAX_BYTES) {
      throw new MalformedMessage("a name or a label of it is too long");
    }
    byte[] bytes = new byte[length];
    message.get(bytes);
    return new String(bytes, ISO_8859_1);
  }
}
