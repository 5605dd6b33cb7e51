package io.weightless.net.dns;

import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a server said: RFC 1035, section 4.1. Records that are not of the Internet, or of a type
/// that is not read here, are left out.
///
/// @param isCut whether it did not fit; it has no records then
/// @param code what became of the question, with what EDNS adds to it
/// @param question null when there is not just one of a type that is known
record Message(
    int id,
    boolean isAnswer,
    boolean isCut,
    int code,
    @Nullable Question question,
    List<ResourceRecord> answers,
    List<ResourceRecord> authorities) {
  static final int NO_ERROR = 0;
  static final int FORMAT_ERROR = 1;
  static final int SERVER_FAILURE = 2;
  static final int NAME_ERROR = 3;
  static final int NOT_IMPLEMENTED = 4;
  static final int REFUSED = 5;

  /// @param isCut whether its end is missing, whatever it says itself
  /// @throws MalformedMessage when it is none
  static Message read(ByteBuffer bytes, boolean isCut) throws MalformedMessage {
    return new MessageReader(bytes).message(isCut);
  }

  /// Whether it is about `query`, and from who has seen it. Who does not understand a question may
  /// leave it out: RFC 6891, section 7.
  boolean answers(Query query) {
    boolean isAbout = question == null ? code == FORMAT_ERROR : question.equals(query.question());
    return isAnswer && id == query.id() && isAbout;
  }
}
