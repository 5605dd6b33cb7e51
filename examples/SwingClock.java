import static java.nio.charset.StandardCharsets.UTF_8;

import io.weightless.net.Address;
import io.weightless.net.Listener;
import io.weightless.net.Network;
import io.weightless.net.Stream;
import io.weightless.reactor.Embedding;
import io.weightless.reactor.Reactor;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.awt.GraphicsEnvironment;
import java.awt.event.WindowAdapter;
import java.awt.event.WindowEvent;
import java.io.IOException;
import java.time.Duration;
import javax.swing.JFrame;
import javax.swing.JLabel;
import javax.swing.SwingConstants;
import javax.swing.SwingUtilities;

/// A window that shows what a server tells it over TCP. The server and its client are tasks of a
/// reactor that lives in Swing's event thread: so they may set the window's text, and what they
/// share with the window's own events needs no lock. Without a display the text is printed.
///
/// `./weightless run examples/SwingClock.java [TICKS [MILLISECONDS]]`
public final class SwingClock {
  private final JLabel face = new JLabel("", SwingConstants.CENTER);
  private final int ticks;
  private final Duration period;
  private boolean windowIsOpen = true; // only Swing's event thread looks at it, and the tasks on it

  private SwingClock(int ticks, Duration period) {
    this.ticks = ticks;
    this.period = period;
  }

  public static void main(String[] arguments) {
    int ticks = arguments.length > 0 ? Integer.parseInt(arguments[0]) : Integer.MAX_VALUE;
    int millis = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1_000;
    SwingClock clock = new SwingClock(ticks, Duration.ofMillis(millis));
    try (Reactor reactor = Reactor.open();
        Embedding embedding = Embedding.of(reactor, SwingUtilities::invokeLater)) {
      if (!GraphicsEnvironment.isHeadless()) {
        SwingUtilities.invokeLater(clock::openWindow);
      }
      embedding.run(clock::run).join();
    }
  }

  private void openWindow() {
    JFrame window = new JFrame("Clock");
    window.add(face);
    window.setSize(300, 100);
    window.setDefaultCloseOperation(JFrame.DISPOSE_ON_CLOSE);
    window.addWindowListener(
        new WindowAdapter() {
          @Override
          public void windowClosed(WindowEvent event) {
            windowIsOpen = false;
          }
        });
    window.setVisible(true);
  }

  private void run() throws IOException {
    Network network = Reactor.current().service(Network.class);
    try (Listener listener = network.listen(new Address("127.0.0.1", 0))) {
      Scope.<String, IOException>run(scope -> {
        scope.start("server", () -> tellTheTime(listener));
        return show(network.connect(listener.address()));
      });
    }
  }

  private void tellTheTime(Listener listener) throws IOException {
    try (Stream client = listener.accept()) {
      for (int tick = 1; tick <= ticks && windowIsOpen; tick++) {
        Task.sleep(period);
        client.write(UTF_8.encode("tick " + tick + "\n"));
      }
    }
  }

  private String show(Stream server) throws IOException {
    try (server) {
      for (var bytes = server.read(); bytes.hasRemaining(); bytes = server.read()) {
        String text = UTF_8.decode(bytes).toString();
        face.setText(text.strip());
        if (GraphicsEnvironment.isHeadless()) {
          System.out.print(text);
        }
      }
      return face.getText();
    }
  }
}
