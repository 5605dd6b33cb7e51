package io.weightless.engine.internal;

/// Work that was posted, queued among the strands.
///
/// @param who a text that names it, or the work that was meant when `work` is a shell around it
record Posted(Carrier carrier, Object who, Runnable work) implements Ready {
  @Override
  public void proceed() {
    carrier.call(this, work);
  }

  @Override
  public String toString() {
    return who instanceof String text ? text : "posted work " + Callback.nameOf(who);
  }
}
