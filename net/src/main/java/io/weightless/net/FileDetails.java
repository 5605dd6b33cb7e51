package io.weightless.net;

import java.nio.file.attribute.PosixFilePermission;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/// What else is known of a file.
///
/// @param key the same for two paths that lead to the same file, and for no other file of the
///   machine while it exists
/// @param permissions of owner, group and others; none where the system has no such
/// @param accessed when it was read last, as far as the system writes that down
public record FileDetails(
    FileInfo info, Object key, Set<PosixFilePermission> permissions, Instant accessed) {
  public FileDetails {
    Set<PosixFilePermission> ordered = EnumSet.noneOf(PosixFilePermission.class);
    ordered.addAll(permissions);
    permissions = Collections.unmodifiableSet(ordered);
  }
}
