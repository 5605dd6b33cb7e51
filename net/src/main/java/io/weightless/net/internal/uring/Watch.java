package io.weightless.net.internal.uring;

import java.io.IOException;

/// A descriptor of ours that is watched for input.
final class Watch implements Requester {

  private final Requests requests;
  private final int descriptor;
  private final boolean isAlways;
  private final int slot;
  private boolean underWay;
  private boolean ready;

  /// @param isAlways whether to tell each time when there is something new, and not only once
  Watch(Requests requests, int descriptor, boolean isAlways) {
    this.requests = requests;
    this.descriptor = descriptor;
    this.isAlways = isAlways;
    slot = requests.add(this);
    requests.change(this);
  }

  boolean isReady() {
    return ready;
  }

  /// Whether it was readable since the last call.
  boolean wasReady() {
    boolean was = ready;
    ready = false;
    return was;
  }

  /// Goes on, unless it does.
  void again() {
    if (!underWay) {
      requests.change(this);
    }
  }

  @Override
  public void submit(Submissions submissions) throws IOException {
    if (underWay) {
      return;
    }
    underWay = true;
    if (isAlways) {
      submissions.pollAlways(descriptor, Submissions.POLLIN, requests.data(slot, POLL_INPUT));
    } else {
      submissions.poll(descriptor, Submissions.POLLIN, requests.data(slot, POLL_INPUT));
    }
  }

  @Override
  public void completed(int kind, int result, int flags) {
    ready = true;
    underWay = (flags & Completions.MORE) != 0;
    if (isAlways) {
      again();
    }
  }

  @Override
  public void closeNow() {}

  @Override
  public void lost() {
    underWay = false;
    requests.change(this);
  }
}
