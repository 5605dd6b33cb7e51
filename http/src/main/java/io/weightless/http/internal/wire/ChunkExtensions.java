package io.weightless.http.internal.wire;

import io.weightless.http.BadRequest;

/// What may stand behind the size of a chunk: `*( BWS ";" BWS name [ BWS "=" BWS value ] )`, the
/// value a token or quoted (RFC 9112, section 7.1.1). Nobody here knows any, so they are checked to
/// the letter and dropped: two implementations must not see their end in different places.
final class ChunkExtensions {
  private enum State {
    BEFORE_SEMICOLON,
    BEFORE_NAME,
    NAME,
    BEFORE_EQUALS,
    BEFORE_VALUE,
    VALUE,
    QUOTED,
    ESCAPED,
    BEHIND_QUOTED
  }

  private State state = State.BEFORE_SEMICOLON;

  /// For the next chunk.
  void begin() {
    state = State.BEFORE_SEMICOLON;
  }

  /// @return whether `b` is the CR behind the last one
  boolean accept(byte b) throws BadRequest {
    boolean mayEnd = state == State.NAME || state == State.VALUE || state == State.BEHIND_QUOTED;
    if (mayEnd && b == '\r') {
      return true;
    }
    if (!isAccepted(b)) {
      throw new BadRequest("what follows a chunk size is no extension");
    }
    return false;
  }

  private boolean isAccepted(byte b) {
    return switch (state) {
      case BEFORE_SEMICOLON -> Characters.isBlank(b) || isSemicolon(b);
      case BEFORE_NAME -> Characters.isBlank(b) || isToken(b, State.NAME);
      case NAME -> Characters.isToken(b) || isBehindName(b) || isBlank(b, State.BEFORE_EQUALS);
      case BEFORE_EQUALS -> Characters.isBlank(b) || isBehindName(b);
      case BEFORE_VALUE ->
          Characters.isBlank(b) || isToken(b, State.VALUE) || is(b, '"', State.QUOTED);
      case VALUE -> Characters.isToken(b) || isBehindValue(b);
      case QUOTED ->
          is(b, '"', State.BEHIND_QUOTED) || is(b, '\\', State.ESCAPED) || Characters.isValue(b);
      case ESCAPED -> become(Characters.isValue(b), State.QUOTED);
      case BEHIND_QUOTED -> isBehindValue(b);
    };
  }

  private boolean isBehindName(byte b) {
    return is(b, '=', State.BEFORE_VALUE) || isSemicolon(b);
  }

  private boolean isBehindValue(byte b) {
    return isSemicolon(b) || isBlank(b, State.BEFORE_SEMICOLON);
  }

  private boolean isSemicolon(byte b) {
    return is(b, ';', State.BEFORE_NAME);
  }

  private boolean isBlank(byte b, State next) {
    return become(Characters.isBlank(b), next);
  }

  private boolean isToken(byte b, State next) {
    return become(Characters.isToken(b), next);
  }

  private boolean is(byte b, char wanted, State next) {
    return become(b == wanted, next);
  }

  private boolean become(boolean accepted, State next) {
    if (accepted) {
      state = next;
    }
    return accepted;
  }
}
