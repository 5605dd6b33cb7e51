package io.weightless.http;

import io.weightless.net.FileInfo;
import io.weightless.net.FileInfo.Kind;
import io.weightless.net.Files;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What there is of a file: itself, and its siblings, which hold it coded: `name.br` and `name.gz`.
///
/// That a file has none is remembered until its directory changes, which is looked at now and then,
/// so that most files cost nothing more. (Where a link leads that led nowhere is seen only then.)
final class Representations {
  /// Of how many files and directories something is remembered; then all are forgotten.
  static final int REMEMBERED = 4_000;

  /// A sibling that is older than its original by more is out of date, and is not used. Files that
  /// were copied together may differ by less.
  private static final Duration APART = Duration.ofSeconds(1);

  /// A file system may not tell two changes of a directory apart that are closer than this.
  private static final Duration TICK = Duration.ofSeconds(2);

  /// For how long a directory is taken to be as it was.
  private static final Duration GLANCE = Duration.ofMillis(10);

  private final Files files;
  private final Map<Path, Glance> directories = new HashMap<>();
  private final Map<Path, Lone> lone = new HashMap<>();

  /// When a directory was changed last, as seen between two times.
  private record Glance(Instant changed, Instant from, Instant to) {
    boolean isFresh(Instant now) {
      return !now.isBefore(from) && now.isBefore(to);
    }
  }

  /// A file without siblings.
  ///
  /// @param name by which it was asked for
  /// @param changed when its directory was changed last, before it was found to have none
  private record Lone(String name, Instant changed, Representation file) {
    boolean isStill(String name, Instant changed, FileInfo info) {
      return this.changed.equals(changed) && file.info().equals(info) && this.name.equals(name);
    }
  }

  Representations(Files files) {
    this.files = files;
  }

  /// All there are of a file, itself first. What the siblings are, other than files, is not known:
  /// they may be links that lead anywhere.
  ///
  /// @param path without links
  /// @param name by which it was asked for, which says its type
  List<Representation> of(Path path, String name, FileInfo info, Instant now) throws IOException {
    Instant changed = changed(path.getParent(), now);
    Lone known = lone.get(path);
    if (known != null && known.isStill(name, changed, info)) {
      return List.of(known.file());
    }
    String type = MediaTypes.of(name);
    List<Representation> found = new ArrayList<>();
    boolean isLone = true;
    for (Coding coding : Coding.values()) {
      Path beside = path.resolveSibling(path.getFileName() + coding.extension());
      FileInfo sibling = look(beside);
      isLone &= sibling == null;
      if (sibling != null && isUsable(sibling, info)) {
        found.add(new Representation(beside, sibling, type, coding, true, now));
      }
    }
    Representation file = new Representation(path, info, type, null, !found.isEmpty(), now);
    if (isLone && isSettled(file, changed, now)) {
      remember(lone, path, new Lone(name, changed, file));
    }
    found.addFirst(file);
    return found;
  }

  /// How many files are known to have no siblings.
  int remembered() {
    return lone.size();
  }

  /// When the entries of a directory were changed last.
  private Instant changed(@Nullable Path directory, Instant now) throws IOException {
    if (directory == null) {
      return Instant.EPOCH; // a root is no file
    }
    Glance glance = directories.get(directory);
    if (glance == null || !glance.isFresh(now)) {
      glance = new Glance(files.info(directory).modified(), now, now.plus(GLANCE));
      remember(directories, directory, glance);
    }
    return glance.changed();
  }

  /// Null if nothing is there; what can't be said is as good as something that can't be used.
  private @Nullable FileInfo look(Path beside) {
    try {
      return files.info(beside);
    } catch (NoSuchFileException _) {
      return null;
    } catch (IOException _) {
      return new FileInfo("", Kind.OTHER, 0, Instant.EPOCH);
    }
  }

  private static boolean isUsable(FileInfo sibling, FileInfo original) {
    return sibling.kind() == Kind.FILE
        && !sibling.modified().plus(APART).isBefore(original.modified());
  }

  /// Whether both times will be others after a change.
  private static boolean isSettled(Representation file, Instant changed, Instant now) {
    return file.validators().isModifiedExact() && changed.plus(TICK).isBefore(now);
  }

  private static <T> void remember(Map<Path, T> known, Path path, T fact) {
    if (known.size() >= REMEMBERED) {
      known.clear();
    }
    known.put(path, fact);
  }
}
