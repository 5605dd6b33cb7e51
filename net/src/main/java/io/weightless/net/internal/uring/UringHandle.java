package io.weightless.net.internal.uring;

import io.weightless.net.internal.ready.Socket;
import java.io.IOException;

/// A descriptor of any kind, of which is told when it is ready.
final class UringHandle extends UringSocket {
  private static final int POLLOUT = 4;

  UringHandle(UringBackend backend, int descriptor) {
    super(backend, descriptor);
  }

  @Override
  void submitMore(Submissions submissions) throws IOException {
    submit(Socket.INPUT, Submissions.POLLIN, POLL_INPUT, submissions);
    submit(Socket.OUTPUT, POLLOUT, POLL_OUTPUT, submissions);
  }

  private void submit(int what, int events, int kind, Submissions submissions) throws IOException {
    if (wants(what) && !isClosed() && !isUnderWay(kind)) {
      submissions.poll(descriptor, events, begin(kind));
    }
  }

  /// Told once; whoever waits again wants it again.
  @Override
  void done(int kind, int result, int flags) {
    int what = kind == POLL_INPUT ? Socket.INPUT : Socket.OUTPUT;
    wantNoMore(what);
    tell(what);
  }
}
