package io.weightless.net.internal;

import io.weightless.net.FileEvent;
import io.weightless.net.FileEvent.Created;
import io.weightless.net.FileWatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/// A program that [UnreadableDirectoryTest] runs where not even the superuser may read everything:
/// it tells what a watch makes of a directory that it can't read, beside one that it can.
final class UnreadableDirectory {
  private UnreadableDirectory() {}

  /// On the backend, and in the folder, that it is given.
  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[1]);
    Path outside = Files.createDirectories(folder.resolve("outside"));
    Path watched = Files.createDirectories(folder.resolve("watched"));
    Path top = Files.createDirectory(outside.resolve("top"));
    Files.createDirectory(top.resolve("open"));
    Files.createDirectory(top.resolve("closed"), PosixFilePermissions.asFileAttribute(Set.of()));
    try (World world = new World(arguments[0])) {
      world.run(_ -> {
        refuse(world, outside);
        follow(world, top, watched);
      });
    }
  }

  private static void refuse(World world, Path outside) {
    try (FileWatch _ = world.files().watch(outside, true)) {
      System.out.println("watched");
    } catch (IOException e) {
      System.out.println("refused: " + e.getMessage());
    }
  }

  private static void follow(World world, Path top, Path watched) throws IOException {
    try (FileWatch watch = world.files().watch(watched, true)) {
      Path moved = Files.move(top, watched.resolve("top"));
      tellUntil(Files.createFile(watched.resolve("first")), watch);
      Files.createFile(moved.resolve("open/later"));
      tellUntil(Files.createFile(watched.resolve("second")), watch);
    }
  }

  private static void tellUntil(Path made, FileWatch watch) throws IOException {
    FileEvent event;
    do {
      event = watch.next();
      System.out.println(event);
    } while (!event.equals(new Created(made)));
  }
}
