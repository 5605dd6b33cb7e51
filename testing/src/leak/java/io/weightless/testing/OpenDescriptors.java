package io.weightless.testing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotLinkException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The file descriptors that are open at one moment, by what they lead to, and how many of each.
///
/// Sockets, pipes, selectors and the like all count. Of files those of the JDK, of the class path
/// and of the system do not: loading a class may open one. Where there is no `/proc`, nothing
/// counts.
record OpenDescriptors(Map<String, Integer> counts) {
  private static final Path FOLDER = Path.of("/proc/self/fd");

  private static final List<String> NOT_OURS =
      Stream.concat(
              Stream.of("/dev/", "/etc/", "/proc/", "/sys/", "/usr/", property("java.home")),
              Stream.of(property("java.class.path").split(File.pathSeparator, -1)))
          .filter(prefix -> !prefix.isEmpty())
          .toList();

  static OpenDescriptors now() {
    Map<String, Integer> counts = new TreeMap<>();
    if (Files.isDirectory(FOLDER)) {
      for (Path descriptor : list()) {
        String target = target(descriptor);
        if (NOT_OURS.stream().noneMatch(target::startsWith)) {
          counts.merge(target, 1, Integer::sum);
        }
      }
    }
    return new OpenDescriptors(counts);
  }

  /// A line for each target with more descriptors than it had `before`.
  List<String> since(OpenDescriptors before) {
    List<String> lines = new ArrayList<>();
    counts.forEach((target, count) -> {
      int more = count - before.counts.getOrDefault(target, 0);
      if (more > 0) {
        lines.add("descriptor of " + target + (more > 1 ? ", " + more + " times" : ""));
      }
    });
    return lines;
  }

  private static List<Path> list() {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(FOLDER)) {
      descriptors.forEach(found::add);
      return found;
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }

  /// Nothing that counts if the descriptor was closed in the meantime, as the listing's own is.
  private static String target(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString();
    } catch (NoSuchFileException | NotLinkException _) {
      return FOLDER + "/";
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }

  private static String property(String name) {
    return System.getProperty(name, "");
  }
}
