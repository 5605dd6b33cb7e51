import io.weightless.deferred.Deferred;
import io.weightless.offload.Offload;
import io.weightless.reactor.Reactor;
import io.weightless.scope.Task;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/// Looks for a file `mail` in a folder until somebody has moved one there, takes it and prints it,
/// in five ways that do the same: those by which newcomers to Twisted have long been led from
/// blocking code to inlineCallbacks. The forms that are named, or all, run one after the other.
///
/// `./weightless run examples/MailWatcher.java FOLDER [poll|thread|offload|deferred|task]...`
public final class MailWatcher {
  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final List<String> FORMS =
      List.of("poll", "thread", "offload", "deferred", "task");

  private MailWatcher() {}

  /// 1. A loop that blocks.
  ///
  /// Costs the thread: nothing else happens on it until there is mail.
  private static void poll(Path mail, Consumer<List<String>> reader) throws Exception {
    reader.accept(blockUntilMail(mail));
  }

  private static List<String> blockUntilMail(Path mail) throws IOException, InterruptedException {
    while (Files.notExists(mail)) {
      Thread.sleep(PAUSE);
    }
    return take(mail);
  }

  /// 2. The same loop in a thread, which calls back.
  ///
  /// Costs a thread for each watcher. The reader runs on it, so what it shares with others needs a
  /// lock; and a failure has to be carried by hand, or nobody hears of it.
  private static void thread(Path mail, Consumer<List<String>> reader) throws Exception {
    Exception[] failed = {null};
    Thread watcher =
        Thread.ofPlatform()
            .start(() -> {
              try {
                reader.accept(blockUntilMail(mail));
              } catch (IOException | InterruptedException e) {
                failed[0] = e;
              }
            });
    watcher.join();
    if (failed[0] != null) {
      throw failed[0];
    }
  }

  /// 3. The same loop in a thread, for which a task waits: Twisted's deferToThread.
  ///
  /// Costs a thread of the offload still. The reader runs in the task, and a failure is thrown.
  private static void offload(Path mail, Consumer<List<String>> reader) throws Exception {
    try (Reactor reactor = Reactor.open();
        Offload offload = Offload.open()) {
      reactor.run(() -> reader.accept(offload.call(() -> blockUntilMail(mail))));
    }
  }

  /// 4. A Deferred, and a timer that looks again: callLater.
  ///
  /// Costs no thread. But the loop has become a method that sets its own timer, and what comes
  /// after it a callback.
  private static void deferred(Path mail, Consumer<List<String>> reader) {
    try (Reactor reactor = Reactor.open()) {
      reactor.run(() -> {
        Deferred<List<String>> came = new Deferred<>();
        look(mail, came);
        came.addCallback(
                lines -> {
                  reader.accept(lines);
                  return lines;
                })
            .await();
      });
    }
  }

  private static void look(Path mail, Deferred<List<String>> came) {
    if (Files.notExists(mail)) {
      Reactor.current().after(PAUSE, () -> look(mail, came));
      return;
    }
    try {
      came.callback(take(mail));
    } catch (IOException e) {
      came.errback(e);
    }
  }

  /// 5. A task: inlineCallbacks, without a word for it.
  ///
  /// Costs a few hundred bytes, and reads like the first: only the sleep is another. (On the fast
  /// engine even `Thread.sleep` would do.)
  private static void task(Path mail, Consumer<List<String>> reader) throws IOException {
    try (Reactor reactor = Reactor.open()) {
      reactor.run(() -> {
        while (Files.notExists(mail)) {
          Task.sleep(PAUSE);
        }
        reader.accept(take(mail));
      });
    }
  }

  private static List<String> take(Path mail) throws IOException {
    List<String> lines = Files.readAllLines(mail);
    Files.delete(mail);
    return lines;
  }

  private static void watch(String form, Path mail) throws Exception {
    Consumer<List<String>> reader = lines -> System.out.println(form + ": " + lines);
    System.out.println(form + " looks for " + mail);
    switch (form) {
      case "poll" -> poll(mail, reader);
      case "thread" -> thread(mail, reader);
      case "offload" -> offload(mail, reader);
      case "deferred" -> deferred(mail, reader);
      case "task" -> task(mail, reader);
      default -> throw new IllegalArgumentException(form + " is none of " + FORMS);
    }
  }

  public static void main(String[] arguments) throws Exception {
    Path mail = Path.of(arguments.length == 0 ? "." : arguments[0], "mail");
    List<String> named =
        List.of(arguments).subList(Math.min(1, arguments.length), arguments.length);
    for (String form : named.isEmpty() ? FORMS : named) {
      watch(form, mail);
    }
  }
}
