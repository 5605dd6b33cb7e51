package io.weightless.testing.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weightless.net.BusyException;
import io.weightless.net.ClosedException;
import io.weightless.net.FileEvent;
import io.weightless.net.FileEvent.Changed;
import io.weightless.net.FileEvent.Created;
import io.weightless.net.FileEvent.Deleted;
import io.weightless.net.FileEvent.Moved;
import io.weightless.net.FileWatch;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What a `FileWatch` promises: one test for each sentence of its contract.
public interface FileWatchKit extends Disks {
  /// Whether a move is told as one, and not as the end of one name and the beginning of another.
  default boolean knowsMoves() {
    return true;
  }

  /// Reads on until `last`, which may come after others.
  ///
  /// @return all that came, each once
  private static Set<FileEvent> until(FileWatch watch, FileEvent last) throws IOException {
    Set<FileEvent> all = new LinkedHashSet<>();
    while (!all.contains(last)) {
      all.add(watch.next());
    }
    return all;
  }

  @Test
  default void whatIsMadeChangedAndDeletedIsTold() throws IOException {
    inFolder(folder -> {
      try (FileWatch watch = files().watch(folder, false)) {
        Path path = folder.resolve("a");
        write(path, "a");
        files().delete(path);
        Set<FileEvent> told = until(watch, new Deleted(path));
        assertTrue(told.contains(new Created(path)), told::toString);
        if (knowsMoves()) {
          assertEquals(Set.of(new Created(path), new Changed(path), new Deleted(path)), told);
        }
      }
    });
  }

  @Test
  default void aMoveIsTold() throws IOException {
    inFolder(folder -> {
      Path from = write(folder.resolve("a"), "");
      Path to = folder.resolve("b");
      try (FileWatch watch = files().watch(folder, false)) {
        files().rename(from, to);
        if (knowsMoves()) {
          assertEquals(new Moved(from, to), watch.next());
        } else {
          assertEquals(Set.of(new Deleted(from), new Created(to)), until(watch, new Created(to)));
        }
      }
    });
  }

  @Test
  default void whatComesFromElsewhereIsCreatedAndWhatGoesThereIsDeleted() throws IOException {
    inFolder(folder -> {
      files().createDirectory(folder.resolve("here"));
      Path outside = write(folder.resolve("a"), "");
      Path inside = folder.resolve("here/b");
      try (FileWatch watch = files().watch(folder.resolve("here"), true)) {
        files().rename(outside, inside);
        assertEquals(new Created(inside), watch.next());
        files().rename(inside, outside);
        assertEquals(new Deleted(inside), watch.next());
      }
    });
  }

  @Test
  default void onlyARecursiveWatchTellsOfWhatIsBelow() throws IOException {
    inFolder(folder -> {
      files().createDirectory(folder.resolve("below"));
      Path deep = folder.resolve("below/a");
      Path last = folder.resolve("z");
      try (FileWatch flat = files().watch(folder, false);
          FileWatch whole = files().watch(folder, true)) {
        write(deep, "");
        write(last, "");
        assertTrue(!until(flat, new Created(last)).contains(new Created(deep)));
        assertEquals(new Created(deep), until(whole, new Created(deep)).iterator().next());
      }
    });
  }

  @Test
  default void whatIsMadeInANewDirectoryIsNotMissed() throws IOException {
    inFolder(folder -> {
      try (FileWatch watch = files().watch(folder, true)) {
        files().createDirectories(folder.resolve("a/b/c"));
        Path before = write(folder.resolve("a/b/c/before"), "");
        Set<FileEvent> told = until(watch, new Created(before));
        assertTrue(told.contains(new Created(folder.resolve("a"))), told::toString);
        assertTrue(told.contains(new Created(folder.resolve("a/b"))), told::toString);
        assertTrue(told.contains(new Created(folder.resolve("a/b/c"))), told::toString);

        Path later = write(folder.resolve("a/b/c/later"), "");
        until(watch, new Created(later));
      }
    });
  }

  @Test
  default void aDirectoryThatWasMovedIsWatchedOn() throws IOException {
    inFolder(folder -> {
      files().createDirectories(folder.resolve("a/b"));
      try (FileWatch watch = files().watch(folder, true)) {
        files().rename(folder.resolve("a"), folder.resolve("c"));
        Path made = write(folder.resolve("c/b/made"), "");
        until(watch, new Created(made));
      }
    });
  }

  @Test
  default void aDirectoryThatIsMadeAndMovedAtOnceIsWatched() throws IOException {
    inFolder(folder -> {
      files().createDirectory(folder.resolve("a"));
      try (FileWatch watch = files().watch(folder, true)) {
        files().createDirectory(folder.resolve("a/b"));
        files().rename(folder.resolve("a"), folder.resolve("c"));
        Path deep = write(folder.resolve("c/b/deep"), "");
        until(watch, new Created(deep));
        Path deeper = write(folder.resolve("c/b/deeper"), "");
        until(watch, new Created(deeper));
        files().createDirectory(folder.resolve("temporary"));
        files().rename(folder.resolve("temporary"), folder.resolve("final"));
        Path made = write(folder.resolve("final/made"), "");
        until(watch, new Created(made));
        Path later = write(folder.resolve("final/later"), "");
        until(watch, new Created(later));
      }
    });
  }

  @Test
  default void theEndOfTheDirectoryItselfIsTold() throws IOException {
    inFolder(folder -> {
      Path below = folder.resolve("a");
      files().createDirectory(below);
      try (FileWatch watch = files().watch(below, true)) {
        files().delete(below);
        assertEquals(new Deleted(below), watch.next());
        assertThrows(NoSuchFileException.class, watch::next);
      }
    });
  }

  @Test
  default void onlyADirectoryIsWatched() throws IOException {
    inFolder(folder -> {
      Path file = write(folder.resolve("a"), "");
      assertThrows(FileSystemException.class, () -> files().watch(file, false));
      assertThrows(NoSuchFileException.class, () -> files().watch(folder.resolve("b"), true));
    });
  }

  @Test
  default void aWaitForAnEventIsCancelledAndNothingIsLost() throws IOException {
    inFolder(folder -> {
      try (FileWatch watch = files().watch(folder, false)) {
        Talk.assertWaits(watch::next);
        Path path = write(folder.resolve("a"), "");
        assertEquals(new Created(path), watch.next());
      }
    });
  }

  @Test
  default void aCloseEndsTheWaitForAnEvent() throws IOException {
    inFolder(folder ->
        Scope.run(scope -> {
          FileWatch watch = files().watch(folder, false);
          Task<Throwable> waiting = scope.start("waiting", () -> Talk.failureOf(watch::next));
          Task.yield();
          assertThrows(BusyException.class, watch::next);
          watch.close();
          watch.close();
          assertInstanceOf(ClosedException.class, waiting.await());
          assertThrows(ClosedException.class, watch::next);
          return true;
        }));
  }
}
