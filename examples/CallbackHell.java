import static java.nio.charset.StandardCharsets.UTF_8;

import io.weightless.callback.Acceptor;
import io.weightless.callback.Callbacks;
import io.weightless.callback.Registration;
import io.weightless.net.Address;
import io.weightless.net.Listener;
import io.weightless.net.Network;
import io.weightless.net.Stream;
import io.weightless.reactor.Reactor;
import io.weightless.scope.Deadline;
import io.weightless.scope.DeadlineExceeded;
import io.weightless.scope.Scope;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.function.Consumer;

/// A small dialogue, twice: as a task, which reads like the dialogue, and as callbacks, where it is
/// in pieces. Both talk on one loop, and say the same: `./weightless run
/// examples/CallbackHell.java`.
///
/// Each asks two questions, and has a time limit for each answer: the argument, in milliseconds.
public final class CallbackHell {
  private static final String WHO = "What is your name?\n";
  private static final String WHENCE = "Where do you come from, %s?\n";
  private static final String HELLO = "Hello %s from %s.\n";
  private static final String TOO_LATE = "Too late.\n";
  private static final String TOO_LONG = "Too long.\n";
  private static final int MAX_LINE = 100;

  private CallbackHell() {}

  public static void main(String[] arguments) throws IOException {
    Duration limit =
        Duration.ofMillis(arguments.length > 0 ? Long.parseLong(arguments[0]) : 10_000);
    try (Reactor reactor = Reactor.open()) {
      reactor.run(() -> {
        try (Callbacks callbacks = Callbacks.on(reactor)) {
          Acceptor acceptor =
              Acceptor.listen(
                  callbacks,
                  0,
                  connection -> {
                    new Conversation(callbacks, connection, limit).begin();
                    return null;
                  });
          System.out.println("callbacks on " + acceptor.address());
          Scope.join(scope -> serve(scope, limit));
        }
      });
    }
  }

  private static void serve(Scope scope, Duration limit) throws IOException {
    Network network = Reactor.current().service(Network.class);
    try (Listener listener = network.listen(new Address("127.0.0.1", 0))) {
      System.out.println("tasks on " + listener.address());
      while (true) {
        Stream peer = listener.accept();
        scope.start("peer " + peer.remote(), () -> talk(peer, limit));
      }
    }
  }

  /// The dialogue: from here to the end of [Lines] it is all there is.
  private static void talk(Stream peer, Duration limit) {
    try (peer) {
      Lines lines = new Lines(peer, limit);
      try {
        say(peer, WHO);
        String name = lines.next();
        say(peer, WHENCE.formatted(name));
        say(peer, HELLO.formatted(name, lines.next()));
      } catch (DeadlineExceeded _) {
        say(peer, TOO_LATE);
      } catch (TooLong _) {
        say(peer, TOO_LONG);
      }
    } catch (IOException _) {
      // the peer is gone
    }
  }

  private static void say(Stream peer, String text) throws IOException {
    peer.write(UTF_8.encode(text));
  }

  private static final class TooLong extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  /// What a peer says, line by line.
  private static final class Lines {
    private final Stream peer;
    private final Duration limit;
    private ByteBuffer bytes = ByteBuffer.allocate(0);

    Lines(Stream peer, Duration limit) {
      this.peer = peer;
      this.limit = limit;
    }

    String next() throws IOException {
      return Scope.run(Deadline.after(limit), _ -> read());
    }

    private String read() throws IOException {
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      while (true) {
        if (!bytes.hasRemaining()) {
          bytes = peer.read();
        }
        if (!bytes.hasRemaining()) {
          throw new EOFException();
        }
        byte next = bytes.get();
        if (next == '\n') {
          return line.toString(UTF_8);
        }
        if (line.size() == MAX_LINE) {
          throw new TooLong();
        }
        line.write(next);
      }
    }
  }

  /// The same dialogue: what comes next is in fields, what has to be undone is wherever it may end,
  /// and no stack trace tells how it came there.
  private static final class Conversation {
    private final Callbacks callbacks;
    private final SocketChannel peer;
    private final Duration limit;
    private final ByteBuffer input = ByteBuffer.allocate(1_000).flip();
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private ByteBuffer output = ByteBuffer.allocate(0);
    private Consumer<String> heard = this::hearName;
    private String name = "";
    private boolean over;
    private Registration reader;
    private Registration writer;
    private Registration timer;

    Conversation(Callbacks callbacks, SocketChannel peer, Duration limit) {
      this.callbacks = callbacks;
      this.peer = peer;
      this.limit = limit;
    }

    void begin() {
      reader = callbacks.reader(peer, this::read);
      say(WHO);
      await(this::hearName);
    }

    private void hearName(String line) {
      name = line;
      say(WHENCE.formatted(name));
      await(this::hearPlace);
    }

    private void hearPlace(String place) {
      say(HELLO.formatted(name, place));
      end();
    }

    private void await(Consumer<String> whoHears) {
      heard = whoHears;
      if (timer != null) {
        timer.remove();
      }
      timer = callbacks.timer(limit, () -> endWith(TOO_LATE));
    }

    private void read() {
      try {
        int count = peer.read(input.clear());
        input.flip();
        if (count < 0) {
          close();
          return;
        }
      } catch (IOException _) {
        close();
        return;
      }
      while (input.hasRemaining() && !over) {
        take(input.get());
      }
    }

    private void take(byte next) {
      if (next == '\n') {
        String complete = line.toString(UTF_8);
        line.reset();
        heard.accept(complete);
      } else if (line.size() == MAX_LINE) {
        endWith(TOO_LONG);
      } else {
        line.write(next);
      }
    }

    private void say(String text) {
      ByteBuffer more = UTF_8.encode(text);
      output =
          ByteBuffer.allocate(output.remaining() + more.remaining()).put(output).put(more).flip();
      if (writer == null) {
        writer = callbacks.writer(peer, this::write);
      }
    }

    private void write() {
      try {
        peer.write(output);
      } catch (IOException _) {
        close();
        return;
      }
      if (!output.hasRemaining()) {
        writer.remove();
        writer = null;
        if (over) {
          close();
        }
      }
    }

    private void endWith(String text) {
      say(text);
      end();
    }

    /// When all is said it is closed.
    private void end() {
      over = true;
      reader.remove();
      timer.remove();
    }

    private void close() {
      end();
      if (writer != null) {
        writer.remove();
      }
      try {
        peer.close();
      } catch (IOException _) {
        // it is gone anyway
      }
    }
  }
}
