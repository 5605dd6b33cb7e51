package io.weightless.net.tls;

import io.weightless.reactor.Clock;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// An identity in files that are renewed while a server runs: new connections get what is there.
///
/// ```java
/// IdentityFiles files = IdentityFiles.read(chain, key, Clock.system());
/// TlsServer server = TlsServer.of(files);
/// ```
///
/// Who asks looks at the files, once a second at most. When one of them is another than before, or
/// was changed, both are read. What can't be read, does not belong together or is not valid at that
/// time is not taken: what was taken last stays, one line in the log says why, once for each
/// change, and they are read again a second later. So one may be renewed before the other.
///
/// - **Runs on**: any thread.
/// - **Waits**: never as a task does: it holds its thread while it looks and reads, as the JDK's
///   files do.
public final class IdentityFiles implements Supplier<List<Identity>> {
  private static final System.Logger LOG = System.getLogger("io.weightless.net.tls");
  private static final Duration PACE = Duration.ofSeconds(1);

  private final Path certificates;
  private final Path key;
  private final Clock clock;

  // Whoever has the lock of this writes these.

  /// Another list when the files have been.
  private List<Identity> present;

  /// What the files were when they were read last.
  private List<Stamp> seen;

  /// Whether what was read last was taken.
  private boolean isTaken = true;

  /// When they were looked at, by the clock's nanoseconds.
  private long looked;

  private IdentityFiles(Path certificates, Path key, Clock clock) throws IOException {
    this.certificates = certificates;
    this.key = key;
    this.clock = clock;
    seen = stamps();
    looked = clock.nanos();
    present = List.of(readValid());
  }

  /// Reads two files, which may be one and the same, as [Identity#read] does.
  ///
  /// @param clock tells when to look again, and what is valid
  /// @throws IOException in one line, when that fails, or a certificate is not valid at this time
  public static IdentityFiles read(Path certificates, Path key, Clock clock) throws IOException {
    return new IdentityFiles(certificates, key, clock);
  }

  /// The identity, alone.
  ///
  /// @return the same list until there is another identity
  @Override
  public synchronized List<Identity> get() {
    long nanos = clock.nanos();
    if (nanos - looked >= PACE.toNanos()) {
      looked = nanos;
      List<Stamp> stamps = stamps();
      boolean isOther = !stamps.equals(seen);
      if (isOther || !isTaken) {
        seen = stamps;
        renew(isOther);
      }
    }
    return present;
  }

  private void renew(boolean isNews) {
    try {
      present = List.of(readValid());
      isTaken = true;
    } catch (IOException e) {
      isTaken = false;
      if (isNews) {
        LOG.log(Level.WARNING, "the certificate is not renewed: " + e.getMessage());
      }
    }
  }

  private Identity readValid() throws IOException {
    Identity identity = Identity.read(certificates, key);
    try {
      identity.checkValidAt(clock.now());
      return identity;
    } catch (CertificateException e) {
      throw new IOException(OneLine.of(certificates.toString()) + ": " + e.getMessage(), e);
    }
  }

  private List<Stamp> stamps() {
    return List.of(Stamp.of(certificates), Stamp.of(key));
  }

  /// How to see that a file is another, or was changed.
  private record Stamp(FileTime changed, long size, @Nullable Object file) {
    private static final Stamp NONE = new Stamp(FileTime.from(Instant.MIN), 0, null);

    static Stamp of(Path path) {
      try {
        BasicFileAttributes found = Files.readAttributes(path, BasicFileAttributes.class);
        return new Stamp(found.lastModifiedTime(), found.size(), found.fileKey());
      } catch (IOException e) {
        return NONE; // why, is told by who reads it
      }
    }
  }
}
