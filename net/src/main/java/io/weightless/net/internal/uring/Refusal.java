package io.weightless.net.internal.uring;

import io.weightless.net.internal.linux.Errno;
import java.io.IOException;

/// Why there is no ring.
final class Refusal {
  private Refusal() {}

  /// What most often is behind the errors of io_uring_setup(2).
  static IOException of(int number) {
    return new IOException(
        switch (number) {
          case Errno.EPERM ->
              "this process may not use io_uring, by the policy of its container or by"
                  + " /proc/sys/kernel/io_uring_disabled";
          case Errno.ENOSYS -> "this system has no io_uring";
          case Errno.EINVAL -> "this kernel is too old for it, it needs Linux 6.1";
          case Errno.ENOMEM ->
              "there is too little memory that may be locked: raise RLIMIT_MEMLOCK, see 'ulimit"
                  + " -l'";
          default -> "io_uring failed with error " + number;
        });
  }
}
