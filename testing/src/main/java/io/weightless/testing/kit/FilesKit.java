package io.weightless.testing.kit;

import static io.weightless.testing.kit.Talk.bytes;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weightless.net.ClosedException;
import io.weightless.net.FileLock;
import io.weightless.net.FileSink;
import io.weightless.net.FileSource;
import io.weightless.net.OpenFile;
import io.weightless.reactor.Cancelled;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.NonWritableChannelException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/// What `Files` promises of what is in files: one test for each sentence of its contract. The files
/// are the service of [Reactors#openReactor].
public interface FilesKit extends FileTreeKit, FileWatchKit {
  @Test
  default void whatIsWrittenIsReadAtAnyPlace() throws IOException {
    inFolder(folder -> {
      try (OpenFile file = files().edit(folder.resolve("a"), StandardOpenOption.CREATE)) {
        file.write(bytes("0123456789"), 0);
        file.write(bytes("AB"), 4);
        assertEquals("0123AB6789", Disks.text(file));
        assertEquals(10, file.size());

        ByteBuffer target = ByteBuffer.allocateDirect(4);
        assertEquals(4, file.read(target, 3));
        assertEquals("3AB6", Talk.text(target.flip()));
        assertEquals(2, file.read(target.clear(), 8));
        assertEquals(-1, file.read(target.clear(), 10));
        assertEquals(-1, file.read(target.clear(), 11));
      }
    });
  }

  @Test
  default void aGapReadsAsZeros() throws IOException {
    inFolder(folder -> {
      try (OpenFile file = files().edit(folder.resolve("a"), StandardOpenOption.CREATE)) {
        file.write(bytes("x"), 3);
        assertEquals("\0\0\0x", Disks.text(file));
      }
    });
  }

  @Test
  default void muchIsWrittenAndReadFromTheHeapAndFromOutsideOfIt() throws IOException {
    byte[] noise = Talk.noise(1_000_003);
    inFolder(folder -> {
      try (OpenFile file = files().edit(folder.resolve("a"), StandardOpenOption.CREATE)) {
        file.write(ByteBuffer.wrap(noise), 0);
        file.append(ByteBuffer.allocateDirect(noise.length).put(noise).flip());

        ByteBuffer heap = ByteBuffer.allocate(noise.length);
        assertEquals(noise.length, file.read(heap, noise.length));
        assertArrayEquals(noise, heap.array());
        ByteBuffer direct = ByteBuffer.allocateDirect(noise.length);
        assertEquals(noise.length, file.read(direct, 0));
        assertEquals(ByteBuffer.wrap(noise), direct.flip());
      }
    });
  }

  @Test
  default void whatIsAppendedComesBehindWhatIsThere() throws IOException {
    inFolder(folder -> {
      Path path = folder.resolve("a");
      try (OpenFile file = files().edit(path, StandardOpenOption.CREATE);
          FileSink sink = files().append(path)) {
        file.append(bytes("one "));
        file.append(bytes("two "));
        assertEquals("one two ", Disks.text(file));
        sink.write();
      }
      try (FileSink sink = files().append(path)) {
        sink.write(bytes("three "), bytes("four"));
      }
      assertEquals("one two three four", read(path));
    });
  }

  @Test
  default void whoeverWritesToTheEndOfOneFileOverwritesNobody() throws IOException {
    inFolder(folder -> {
      Path path = folder.resolve("a");
      try (OpenFile file = files().edit(path, StandardOpenOption.CREATE);
          FileSink one = files().append(path);
          FileSink other = files().append(path)) {
        one.write(bytes("1"));
        other.write(bytes("2"));
        file.append(bytes("3"));
        one.write(bytes("4"));
        other.write(bytes("5"));
      }
      assertEquals("12345", read(path));
    });
  }

  @Test
  default void manyHandlesOfOneFileWriteToItsEndAtOnce() throws IOException {
    inFolder(folder -> {
      Path path = folder.resolve("a");
      try (OpenFile one = files().edit(path, StandardOpenOption.CREATE);
          OpenFile other = files().edit(path);
          FileSink sink = files().append(path)) {
        Scope.run(scope -> {
          for (int i = 0; i < 200; i++) {
            scope.start("one", () -> one.append(bytes("0123456789")));
            scope.start("other", () -> other.append(bytes("0123456789")));
          }
          for (int i = 0; i < 200; i++) {
            sink.write(bytes("0123456789"));
          }
          return true;
        });
        assertEquals("0123456789".repeat(600), Disks.text(one));
      }
    });
  }

  @Test
  default void aFileIsMadeAsLongAsAskedFor() throws IOException {
    inFolder(folder -> {
      try (OpenFile file = files().edit(folder.resolve("a"), StandardOpenOption.CREATE)) {
        file.append(bytes("0123456789"));
        file.truncate(4);
        assertEquals("0123", Disks.text(file));
        file.truncate(6);
        assertEquals("0123\0\0", Disks.text(file));
        assertThrows(IllegalArgumentException.class, () -> file.truncate(-1));
        assertThrows(IllegalArgumentException.class, () -> file.write(bytes("a"), -1));
        assertThrows(IllegalArgumentException.class, () -> file.read(ByteBuffer.allocate(1), -1));
      }
    });
  }

  @Test
  default void aFileIsMadeOnlyWhenThatIsAskedFor() throws IOException {
    inFolder(folder -> {
      Path path = folder.resolve("a");
      assertThrows(NoSuchFileException.class, () -> files().edit(path));
      files().edit(path, StandardOpenOption.CREATE_NEW).close();
      assertThrows(
          FileAlreadyExistsException.class,
          () -> files().edit(path, StandardOpenOption.CREATE_NEW));
      write(path, "old");
      try (OpenFile file = files().edit(path, StandardOpenOption.CREATE)) {
        assertEquals("old", Disks.text(file));
      }
      files().edit(path, StandardOpenOption.TRUNCATE_EXISTING).close();
      assertEquals("", read(path));
      assertThrows(
          UnsupportedOperationException.class,
          () -> files().edit(path, StandardOpenOption.DELETE_ON_CLOSE));
    });
  }

  @Test
  default void onlyRegularFilesAreOpened() throws IOException {
    inFolder(folder -> {
      Path link = folder.resolve("link");
      files().symbolicLink(link, write(folder.resolve("a"), "a"));
      FileSystemException refused =
          assertThrows(FileSystemException.class, () -> files().open(folder));
      assertEquals(folder + ": is a directory", refused.getMessage());
      assertThrows(FileSystemException.class, () -> files().edit(folder));
      assertThrows(
          AccessDeniedException.class, () -> files().open(link, LinkOption.NOFOLLOW_LINKS));
      assertEquals("a", read(link));
    });
  }

  @Test
  default void aFileThatIsOpenToReadIsNotWritten() throws IOException {
    inFolder(folder -> {
      Path path = write(folder.resolve("a"), "a");
      try (FileSource source = files().open(path)) {
        if (source instanceof OpenFile file) {
          assertThrows(NonWritableChannelException.class, () -> file.append(bytes("b")));
          assertThrows(NonWritableChannelException.class, file::sync);
        }
      }
      assertEquals("a", read(path));
    });
  }

  @Test
  default void aSyncedFileIsAsItWas() throws IOException {
    inFolder(folder -> {
      try (OpenFile file = files().edit(folder.resolve("a"), StandardOpenOption.CREATE)) {
        file.append(bytes("kept"));
        file.syncData();
        file.sync();
        files().syncDirectory(folder);
        assertEquals("kept", Disks.text(file));
      }
    });
  }

  @Test
  default void aClosedFileIsNotUsed() throws IOException {
    inFolder(folder -> {
      OpenFile file = files().edit(folder.resolve("a"), StandardOpenOption.CREATE);
      file.close();
      file.close();
      Talk.assertNames(
          folder.resolve("a"), assertThrows(ClosedException.class, () -> file.append(bytes("b"))));
      assertThrows(ClosedException.class, file::size);
      assertThrows(ClosedException.class, () -> file.read(ByteBuffer.allocate(1), 0));
      assertThrows(ClosedException.class, () -> file.tryLock(false));
    });
  }

  @Test
  default void aCancelledTaskWritesNothingAndLeavesTheFileOpen() throws IOException {
    inFolder(folder -> {
      try (OpenFile file = files().edit(folder.resolve("a"), StandardOpenOption.CREATE)) {
        Scope.run(scope -> {
          Task<?> writer =
              scope.start(
                  "writer",
                  () ->
                      Scope.run(inner -> {
                        inner.cancel("for the test");
                        assertThrows(Cancelled.class, () -> file.append(bytes("torn")));
                        assertThrows(Cancelled.class, () -> file.read(ByteBuffer.allocate(1), 0));
                        return true;
                      }));
          return Talk.failureOf(writer::await);
        });
        assertEquals("", Disks.text(file));
        file.append(bytes("whole"));
        assertEquals("whole", Disks.text(file));
      }
    });
  }

  @Test
  default void manyTasksShareOneFile() throws IOException {
    inFolder(folder -> {
      try (OpenFile file = files().edit(folder.resolve("a"), StandardOpenOption.CREATE)) {
        Scope.run(scope -> {
          for (int i = 0; i < 20; i++) {
            scope.start("appender", () -> file.append(bytes("0123456789")));
          }
          return true;
        });
        assertEquals("0123456789".repeat(20), Disks.text(file));
      }
    });
  }

  @Test
  default void aLockKeepsOthersOutUntilItIsGivenBack() throws IOException {
    inFolder(folder -> {
      Path path = write(folder.resolve("a"), "a");
      try (OpenFile one = files().edit(path);
          OpenFile other = files().edit(path)) {
        try (FileLock lock = one.lock(false)) {
          assertNull(other.tryLock(true));
          assertFalse(lock.isShared());
          assertThrows(IllegalStateException.class, () -> one.tryLock(false));
        }
        assertNotNull(other.tryLock(false));
      }
    });
  }

  @Test
  default void aCloseOfTheFileGivesItsLockBack() throws IOException {
    inFolder(folder -> {
      Path path = write(folder.resolve("a"), "a");
      try (OpenFile one = files().edit(path)) {
        try (OpenFile other = files().edit(path)) {
          assertNotNull(other.tryLock(false));
          assertNull(one.tryLock(true));
        }
        assertNotNull(one.tryLock(false));
      }
    });
  }

  @Test
  default void whoWaitsForALockGetsItWhenItIsGivenBack() throws IOException {
    inFolder(folder -> {
      Path path = write(folder.resolve("a"), "a");
      try (OpenFile one = files().edit(path);
          OpenFile other = files().edit(path)) {
        Scope.run(scope -> {
          FileLock lock = one.lock(false);
          Task<FileLock> waiting = scope.start("waiting", () -> other.lock(true));
          Talk.untilAllWait();
          lock.close();
          assertTrue(waiting.await().isShared());
          return true;
        });
        assertNull(one.tryLock(false));
      }
    });
  }

  @Test
  default void aFileIsCopiedWithItsPermissionsToWhereNothingIs() throws IOException {
    byte[] noise = Talk.noise(300_001);
    inFolder(folder -> {
      Path from = folder.resolve("from");
      try (OpenFile file = files().edit(from, StandardOpenOption.CREATE)) {
        file.append(ByteBuffer.wrap(noise));
      }
      files().permissions(from, PosixFilePermissions.fromString("rw-r-x--x"));
      Path to = folder.resolve("to");
      assertEquals(noise.length, files().copy(from, to));
      try (FileSource copy = files().open(to)) {
        ByteBuffer target = ByteBuffer.allocate(noise.length);
        assertEquals(noise.length, copy.read(target, 0));
        assertTrue(Arrays.equals(noise, target.array()));
      }
      assertEquals(files().details(from).permissions(), files().details(to).permissions());
      assertThrows(FileAlreadyExistsException.class, () -> files().copy(from, to));
      assertThrows(FileSystemException.class, () -> files().copy(folder, folder.resolve("other")));
      assertThrows(
          NoSuchFileException.class,
          () -> files().copy(folder.resolve("missing"), folder.resolve("other")));
    });
  }
}
