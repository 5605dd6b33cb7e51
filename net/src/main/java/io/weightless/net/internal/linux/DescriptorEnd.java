package io.weightless.net.internal.linux;

import io.weightless.net.internal.pipe.PipeEnd;
import io.weightless.net.internal.ready.Handle;
import java.io.IOException;
import java.nio.ByteBuffer;

/// An end of a pipe by its descriptor, which does not block.
public final class DescriptorEnd implements PipeEnd.Reading, PipeEnd.Writing {
  private final PipeCalls calls;
  private final int descriptor;
  private final Handle handle;

  public DescriptorEnd(PipeCalls calls, Descriptors descriptors, int descriptor) {
    this.calls = calls;
    this.descriptor = descriptor;
    handle = descriptors.handle(descriptor);
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    return calls.read(descriptor, target);
  }

  @Override
  public int write(ByteBuffer source) throws IOException {
    return calls.write(descriptor, source);
  }

  @Override
  public void belongTo(Owner owner) {
    handle.belongTo(owner);
  }

  @Override
  public void want(int what) throws IOException {
    handle.want(what);
  }

  @Override
  public void wantNoMore(int what) {
    handle.wantNoMore(what);
  }

  @Override
  public void close() throws IOException {
    handle.close();
  }
}
