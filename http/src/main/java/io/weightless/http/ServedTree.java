package io.weightless.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.weightless.net.FileInfo;
import io.weightless.net.FileInfo.Kind;
import io.weightless.net.Files;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The files below one directory, the root. Nothing leads out of it, be it a name or a link.
///
/// @param root without links in it
record ServedTree(Files files, Path root) {
  /// What the file systems of today take, in bytes.
  private static final int LONGEST_NAME = 255;

  private static final int LONGEST_PATH = 4095;

  /// Where `names` lead, if they are names of something; null if they can't be.
  @Nullable Path place(List<String> names) {
    String joined = String.join("/", names);
    try {
      return mayBe(names, joined) ? root.resolve(joined) : null;
    } catch (InvalidPathException _) {
      return null;
    }
  }

  /// What is at `names`, its links followed.
  ///
  /// @throws NoSuchFileException if nothing is there, for whatever reason
  /// @throws AccessDeniedException also if it is outside
  Path find(List<String> names) throws IOException {
    Path place = place(names);
    if (place == null) {
      throw new NoSuchFileException(String.join("/", names));
    }
    try {
      return inside(place);
    } catch (NoSuchFileException | AccessDeniedException said) {
      throw said;
    } catch (FileSystemException failure) {
      if (!isNothing(names)) {
        throw failure;
      }
      throw new NoSuchFileException(place.toString());
    }
  }

  /// The path without links, of something that is below the root.
  ///
  /// @throws AccessDeniedException also if it is outside
  Path inside(Path path) throws IOException {
    Path real = files.real(path);
    if (!real.startsWith(root)) {
      throw new AccessDeniedException(path.toString(), null, "leads out of the served directory");
    }
    return real;
  }

  private boolean mayBe(List<String> names, String joined) {
    for (String name : names) {
      if (name.length() > LONGEST_NAME / 4 && name.getBytes(UTF_8).length > LONGEST_NAME) {
        return false;
      }
    }
    return joined.length() < LONGEST_PATH / 8
        || joined.getBytes(UTF_8).length + root.toString().getBytes(UTF_8).length < LONGEST_PATH;
  }

  /// Whether nothing is there, rather than that it can't be said: for a file where a directory
  /// should be, and a link that leads to itself, the JDK has no class, only the system's words in
  /// the language of the user. So this looks how far it gets.
  private boolean isNothing(List<String> names) throws IOException {
    Path at = root;
    for (int i = 0; i < names.size(); i++) {
      Path next = at.resolve(names.get(i));
      try {
        if (files.info(next).kind() != Kind.DIRECTORY) {
          return i < names.size() - 1;
        }
      } catch (FileSystemException _) {
        return leadsNowhere(at, names.get(i));
      }
      at = next;
    }
    return false;
  }

  private boolean leadsNowhere(Path directory, String name) throws IOException {
    for (FileInfo entry : files.list(directory)) {
      if (entry.name().equals(name)) {
        return entry.kind() == Kind.OTHER;
      }
    }
    return true;
  }
}
