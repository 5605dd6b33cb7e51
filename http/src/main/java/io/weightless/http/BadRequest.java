package io.weightless.http;

import java.io.IOException;

/// The peer broke the protocol, or a limit: a status to answer, and a sentence that says why.
///
/// It is thrown where a body is read; a handler may let it pass, or throw its own. It has no stack
/// trace: it is about the bytes of a peer, not about our code.
public final class BadRequest extends IOException {
  private static final long serialVersionUID = 1L;

  private final transient Status status;

  /// @param sentence what is wrong with which value; the client gets to see it
  public BadRequest(Status status, String sentence) {
    super(sentence);
    this.status = status;
  }

  /// A plain 400.
  public BadRequest(String sentence) {
    this(Status.BAD_REQUEST, sentence);
  }

  public Status status() {
    return status;
  }

  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }
}
