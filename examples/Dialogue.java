import static java.nio.charset.StandardCharsets.UTF_8;

import io.weightless.coroutine.Io;
import io.weightless.coroutine.Step;
import io.weightless.http.BadRequest;
import io.weightless.http.HttpServer;
import io.weightless.http.Method;
import io.weightless.http.Request;
import io.weightless.http.Response;
import io.weightless.http.Status;
import io.weightless.net.Address;
import io.weightless.reactor.Reactor;
import io.weightless.scope.Scope;
import io.weightless.snapshot.Codec;
import io.weightless.snapshot.Effect;
import io.weightless.snapshot.NotDeterministic;
import io.weightless.snapshot.Recorded;
import io.weightless.snapshot.Replayable;
import io.weightless.snapshot.SnapshotRefused;
import java.net.URLDecoder;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// A dialogue over several pages, written as one would talk: `./weightless run
/// examples/Dialogue.java 127.0.0.1:7000 SECRET`.
///
/// Between two pages it is nowhere but in the page: each carries a snapshot of the coroutine,
/// signed with the secret. So there are no sessions that grow old; Back goes back; two windows go
/// on from one page, each its own way; and any server that has the secret goes on.
public final class Dialogue {
  private static final int MAX_FORM = 64 * 1024;

  private static final Replayable<?, String, String, String> TRIP =
      Replayable.of("trip", Codec.TEXT, Codec.TEXT, Dialogue::trip).limit(MAX_FORM / 2);

  private final SecretKeySpec secret;

  private Dialogue(String secret) {
    this.secret = new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256");
  }

  public static void main(String[] arguments) throws Exception {
    Address address = Address.parse(arguments.length > 0 ? arguments[0] : "127.0.0.1:7000");
    String secret = arguments.length > 1 ? arguments[1] : UUID.randomUUID().toString();
    try (Reactor reactor = Reactor.open()) {
      reactor.run(() ->
          Scope.join(scope -> {
            HttpServer server = HttpServer.listen(scope, address, new Dialogue(secret)::answer);
            System.out.println("dialogue on " + server.address());
          }));
    }
  }

  /// The dialogue: what it writes are questions, and what it reads are the answers.
  private static String trip(Io<String, String> io) {
    String number = io.ask(Effect.of("number", Codec.TEXT, Dialogue::newNumber));
    String from = answerTo(io, "Trip " + number + ". Where does it begin?");
    String to = answerTo(io, "It begins in " + from + ". Where does it end?");
    String route = "from " + from + " to " + to;
    String seats = answerTo(io, "How many seats " + route + "?");
    while (!seats.matches("[1-9]")) {
      seats = answerTo(io, seats + " is not between 1 and 9. How many seats " + route + "?");
    }
    return "Trip " + number + ": " + seats + " seats " + route + ".";
  }

  private static String answerTo(Io<String, String> io, String question) {
    io.write(question);
    return io.next();
  }

  private static String newNumber() {
    return String.valueOf(Reactor.current().random().nextInt(100_000, 1_000_000));
  }

  private Response answer(Request request) throws Exception {
    if (request.method().equals(Method.POST)) {
      Map<String, String> form = formOf(request);
      try (Recorded<String, String, String> trip = TRIP.restore(opened(form.get("trip")))) {
        trip.next();
        return page(trip, trip.send(form.getOrDefault("answer", "")));
      } catch (SnapshotRefused | NotDeterministic e) {
        throw new BadRequest("this page was made by another program: " + e.getMessage());
      }
    }
    try (Recorded<String, String, String> trip = TRIP.start()) {
      return page(trip, trip.next());
    }
  }

  private Response page(Recorded<?, ?, ?> trip, Step<String, String, String> step)
      throws BadRequest, GeneralSecurityException {
    if (trip.obstacle() != null) {
      throw new BadRequest(Status.CONTENT_TOO_LARGE, "this dialogue has become too long");
    }
    return switch (step) {
      case Step.Output<?, String, ?>(String question) ->
          html(
              "<form method=post><p>%s<p><input name=answer autofocus>".formatted(escaped(question))
                  + "<input type=hidden name=trip value=%s>".formatted(sealed(trip.snapshot()))
                  + "<button>Go on</button></form>");
      case Step.Done<?, ?, String> done -> html("<p>" + escaped(done.result()));
      default -> throw new IllegalStateException("a dialogue asks and listens, by turns: " + step);
    };
  }

  /// With a signature, since it goes through foreign hands.
  private String sealed(byte[] snapshot) throws GeneralSecurityException {
    Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
    return encoder.encodeToString(snapshot) + "." + encoder.encodeToString(signature(snapshot));
  }

  private byte[] opened(String sealed) throws BadRequest, GeneralSecurityException {
    try {
      String[] parts = String.valueOf(sealed).split("\\.", 2);
      byte[] snapshot = Base64.getUrlDecoder().decode(parts[0]);
      byte[] signature = Base64.getUrlDecoder().decode(parts.length > 1 ? parts[1] : "");
      if (MessageDigest.isEqual(signature, signature(snapshot))) {
        return snapshot;
      }
    } catch (IllegalArgumentException e) {
      // not even Base64
    }
    throw new BadRequest("this page is not from here");
  }

  private byte[] signature(byte[] snapshot) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(secret);
    return mac.doFinal(snapshot);
  }

  private static Map<String, String> formOf(Request request) throws Exception {
    Map<String, String> form = new HashMap<>();
    for (String field : new String(request.body().readAll(MAX_FORM), UTF_8).split("&")) {
      String[] both = field.split("=", 2);
      try {
        form.put(both[0], URLDecoder.decode(both[both.length - 1], UTF_8));
      } catch (IllegalArgumentException e) {
        throw new BadRequest("this form is malformed: " + e.getMessage());
      }
    }
    return form;
  }

  private static Response html(String body) {
    return Response.html(Status.OK, "<!doctype html><title>A trip</title>" + body);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
  }
}
