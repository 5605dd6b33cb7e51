package io.weightless.http.internal;

import java.io.IOException;

/// A handler has ended its connection without an answer, or within one. It has told whoever has to
/// know why; the client sees the end, or the reset of what was begun.
public final class Hangup extends IOException {
  private static final long serialVersionUID = 1L;

  public Hangup(String why) {
    super(why);
  }

  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }
}
