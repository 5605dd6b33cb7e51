package io.weightless.net.internal.ready;

import java.io.IOException;

/// Something of the system that never blocks, and whose owner is told when it is ready.
public interface Handle extends AutoCloseable {
  /// Input has come, or a connection to accept.
  int INPUT = 1;

  /// There is room for output, or the connection is made.
  int OUTPUT = 2;

  /// Whoever is told.
  interface Owner {
    /// It is ready for `what`, which may be more than was wanted. Called by the loop, so it must
    /// neither wait nor close anything.
    void ready(int what);
  }

  /// Puts `owner` in the place of who was told until now.
  void belongTo(Owner owner);

  /// What is to be told, beside what already is: when it becomes ready, and at once if it is. Told
  /// again and again, or only when it becomes so anew.
  void want(int what) throws IOException;

  /// Need not be told any more. Never fails, also when it is closed.
  void wantNoMore(int what);

  /// Tells nothing any more.
  @Override
  void close() throws IOException;
}
