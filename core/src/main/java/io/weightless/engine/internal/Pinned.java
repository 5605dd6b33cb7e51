package io.weightless.engine.internal;

/// A wait of ours was refused, because the stack below it can't be set aside, or because its strand
/// has promised not to wait: see [Strand#hold].
///
/// A class initialiser or a native frame pins a virtual thread to its carrier: had it waited, the
/// whole reactor would have stood still. Do the waiting outside of it.
public final class Pinned extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  private final boolean promised;

  Pinned() {
    super("cannot wait here, it would stop the reactor");
    promised = false;
  }

  /// @param task which has promised not to wait
  Pinned(String task) {
    super("task '" + task + "' can't wait here: it is in a noSuspend section");
    promised = true;
  }

  /// Names the frame that pins, which only the stack trace knows.
  @Override
  public String getMessage() {
    return super.getMessage() + (promised ? "" : ": called from " + pinningFrame());
  }

  private String pinningFrame() {
    for (StackTraceElement frame : getStackTrace()) {
      if (frame.getMethodName().equals("<clinit>")) {
        return "the class initialiser of " + frame.getClassName();
      }
      if (frame.isNativeMethod()) {
        return "native method " + frame.getClassName() + "." + frame.getMethodName();
      }
    }
    return "a native frame";
  }
}
