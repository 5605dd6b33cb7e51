import io.weightless.net.FileEvent;
import io.weightless.net.FileSource;
import io.weightless.net.FileWatch;
import io.weightless.net.Files;
import io.weightless.reactor.Reactor;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// Prints what is in a file and what is written to it from now on, as `tail -F` does: also when it
/// is cut short, and when it is moved away and another one comes in its place.
///
/// `./weightless run examples/Tail.java FILE`
public final class Tail {
  private static final int PART_BYTES = 64 * 1024;

  private final Files files;
  private final Path path;
  private final PrintStream out;
  private final ByteBuffer part = ByteBuffer.allocate(PART_BYTES);

  /// The one that is followed; null while there is none.
  private FileSource source;

  /// Which one that is.
  private Object key;

  private long position;

  private Tail(Files files, Path path, PrintStream out) {
    this.files = files;
    this.path = path;
    this.out = out;
  }

  /// Watches before it looks, so that nothing is missed in between.
  private void follow() throws IOException {
    try (FileWatch watch = files.watch(path.getParent(), false)) {
      begin();
      while (true) {
        react(watch.next());
      }
    } finally {
      end();
    }
  }

  private void react(FileEvent event) throws IOException {
    switch (event) {
      case FileEvent.Changed(Path changed) when changed.equals(path) -> print();
      case FileEvent.Created(Path created) when created.equals(path) -> begin();
      case FileEvent.Moved(Path from, Path to) when to.equals(path) -> begin();
      case FileEvent.Moved(Path from, Path to) when from.equals(path) -> print();
      case FileEvent.Overflow _ -> look();
      default -> {}
    }
  }

  /// Nobody knows what has happened: it may be another one, or still the same.
  private void look() throws IOException {
    Object there = keyOfWhatIsThere();
    if (source != null && (there == null || there.equals(key))) {
      print();
    } else {
      begin();
    }
  }

  /// Null when nothing is there.
  private Object keyOfWhatIsThere() throws IOException {
    try {
      return files.details(path).key();
    } catch (NoSuchFileException _) {
      return null;
    }
  }

  /// What was written to the last one before it went is printed too.
  private void begin() throws IOException {
    end();
    try {
      source = files.open(path);
      key = keyOfWhatIsThere();
      position = 0;
      print();
    } catch (NoSuchFileException _) {
      System.err.println("tail: " + path + " is not there yet");
    }
  }

  private void print() throws IOException {
    if (source == null) {
      return;
    }
    if (source.size() < position) {
      System.err.println("tail: " + path + " was cut short");
      position = 0;
    }
    while (source.read(part.clear(), position) > 0) {
      position += part.position();
      out.write(part.array(), 0, part.position());
    }
    out.flush();
  }

  private void end() throws IOException {
    if (source != null) {
      print();
      source.close();
      source = null;
    }
  }

  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 1) {
      System.err.println("usage: Tail FILE");
      System.exit(2);
    }
    Path path = Path.of(arguments[0]).toAbsolutePath();
    try (Reactor reactor = Reactor.open()) {
      reactor.run(() -> new Tail(reactor.service(Files.class), path, System.out).follow());
    }
  }
}
