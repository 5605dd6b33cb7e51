package io.weightless.http;

import io.weightless.net.FileInfo;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// What a client sends back to ask whether a representation is still the one that it has (RFC 9110,
/// section 8.8).
///
/// @param modified in whole seconds, as it is sent; never later than the response
/// @param isModifiedExact false if the file's own time is still to come, and was not sent
record Validators(EntityTag tag, Instant modified, boolean isModifiedExact) {
  /// Those of a file.
  ///
  /// @param coding see [EntityTag#of]
  /// @param now the time of the response
  static Validators of(FileInfo file, String coding, Instant now) {
    boolean isExact = !file.modified().isAfter(now);
    Instant modified = isExact ? file.modified() : now;
    return new Validators(
        EntityTag.of(file, coding), modified.truncatedTo(ChronoUnit.SECONDS), isExact);
  }
}
