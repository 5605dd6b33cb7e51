package io.weightless.net.dns;

import java.nio.ByteBuffer;

/// A question on its way: RFC 1035, section 4.1.
///
/// @param isExtended whether it says that longer answers fit: EDNS, RFC 6891
record Query(int id, Question question, boolean isExtended) {
  /// What passes everywhere without being cut into fragments, in bytes.
  static final int ANSWER_BYTES = 1_232;

  static final int INTERNET = 1;
  static final int OPT = 41;
  private static final int RECURSION_DESIRED = 0x100;
  private static final int MOST_BYTES = 12 + DomainName.MAX_BYTES + 4 + 11;

  ByteBuffer bytes() {
    ByteBuffer bytes = ByteBuffer.allocate(MOST_BYTES);
    bytes.putShort((short) id).putShort((short) RECURSION_DESIRED);
    bytes.putShort((short) 1).putShort((short) 0).putShort((short) 0);
    bytes.putShort((short) (isExtended ? 1 : 0));
    question.name().writeTo(bytes);
    bytes.putShort((short) question.type().code()).putShort((short) INTERNET);
    if (isExtended) {
      bytes.put((byte) 0).putShort((short) OPT).putShort((short) ANSWER_BYTES);
      bytes.putInt(0).putShort((short) 0);
    }
    return bytes.flip();
  }
}
