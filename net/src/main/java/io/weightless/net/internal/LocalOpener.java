package io.weightless.net.internal;

import io.weightless.net.FileInfo;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.Set;

/// Deals with files as the JDK does.
public final class LocalOpener implements Opener {
  private static final FileAttribute<?> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  /// One thread at a time writes to the end of a file.
  private final Object appending = new Object();

  @Override
  public Opened open(Path path, FileInfo found, boolean followsLink) throws IOException {
    Set<OpenOption> reading = new HashSet<>(Set.of(StandardOpenOption.READ));
    if (!followsLink) {
      reading.add(LinkOption.NOFOLLOW_LINKS);
    }
    FileChannel channel = FileChannel.open(path, reading);
    try {
      long size = channel.size();
      return new Opened(
          new ChannelFile(channel, appending),
          new FileInfo(found.name(), found.kind(), size, found.modified()));
    } catch (IOException e) {
      Failures.closeQuietly(channel);
      throw e;
    }
  }

  @Override
  public Opened edit(Path path, Set<OpenOption> options) throws IOException {
    Set<OpenOption> all = new HashSet<>(options);
    all.add(StandardOpenOption.READ);
    all.add(StandardOpenOption.WRITE);
    FileChannel channel = FileChannel.open(path, all, ownerOnly(path));
    try {
      return new Opened(new ChannelFile(channel, appending), Local.describe(path));
    } catch (IOException e) {
      Failures.closeQuietly(channel);
      throw e;
    }
  }

  private static FileAttribute<?>[] ownerOnly(Path path) {
    return Local.isPosix(path) ? new FileAttribute<?>[] {OWNER_ONLY} : new FileAttribute<?>[0];
  }

  @Override
  public RawSink append(Path path) throws IOException {
    Set<OpenOption> atItsEnd = Set.of(StandardOpenOption.APPEND, StandardOpenOption.CREATE);
    return new ChannelSink(FileChannel.open(path, atItsEnd, ownerOnly(path)), appending);
  }

  @Override
  public void renameToNew(Path from, Path to) throws IOException {
    if (Files.exists(to, LinkOption.NOFOLLOW_LINKS)) {
      throw new FileAlreadyExistsException(to.toString());
    }
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public long copyPart(RawFile from, RawFile to, long position, long most) throws IOException {
    return ((ChannelFile) from).copyTo((ChannelFile) to, position, most);
  }
}
