package io.weightless.engine.internal;

/// A wait of ours was refused, because the stack below it can't be set aside, or because its strand
/// has promised not to wait: see [Strand#hold].
///
/// A class initialiser or a native frame pins a virtual thread to its carrier: had it waited, the
/// whole reactor would have stood still. Do the waiting outside of it. And a stack that is too deep
/// has no room left for the JDK to set it aside.
public final class Pinned extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  /// Whether a frame is the reason, which only the stack trace knows.
  private final boolean framed;

  Pinned() {
    super("cannot wait here, it would stop the reactor");
    framed = true;
  }

  /// @param tooDeep what the JDK said when it was to set the stack aside
  Pinned(VirtualMachineError tooDeep) {
    super(
        "cannot wait here, the stack is too deep to be set aside: give threads a larger one"
            + " (-Xss), and G1 larger regions, or take another collector",
        tooDeep);
    framed = false;
  }

  /// @param task which has promised not to wait
  Pinned(String task) {
    super("task '" + task + "' can't wait here: it is in a noSuspend section");
    framed = false;
  }

  /// Names the frame that pins.
  @Override
  public String getMessage() {
    return super.getMessage() + (framed ? ": called from " + pinningFrame() : "");
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
