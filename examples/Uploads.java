import static io.weightless.http.routing.Route.get;
import static io.weightless.http.routing.Route.mount;
import static io.weightless.http.routing.Route.post;

import io.weightless.http.AccessLog;
import io.weightless.http.BadRequest;
import io.weightless.http.Handler;
import io.weightless.http.HttpServer;
import io.weightless.http.Limits;
import io.weightless.http.Request;
import io.weightless.http.Response;
import io.weightless.http.StaticFiles;
import io.weightless.http.Status;
import io.weightless.http.form.MultipartForm;
import io.weightless.http.form.MultipartLimits;
import io.weightless.http.form.Upload;
import io.weightless.http.routing.Router;
import io.weightless.net.Address;
import io.weightless.net.Listener;
import io.weightless.net.Network;
import io.weightless.reactor.Reactor;
import io.weightless.scope.Scope;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Takes files from a browser and keeps them in a directory: `./weightless run
/// examples/Uploads.java 127.0.0.1:7000 DIRECTORY`.
///
/// What is large goes to the disk while it comes in, and is gone again if it does not come whole.
public final class Uploads {
  private static final long LARGEST = 1L << 30;
  private static final MultipartLimits FORM =
      MultipartLimits.DEFAULT.withFileBytes(LARGEST).withBytes(LARGEST);

  private static final String PAGE =
      """
      <!doctype html>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width">
      <title>Uploads</title>
      <style>:root { color-scheme: light dark } body { font: 1rem system-ui; margin: 3rem }</style>
      <h1>Uploads</h1>
      <form method="post" enctype="multipart/form-data">
        <input type="file" name="file" multiple required>
        <button>Upload</button>
      </form>
      <p><a href="/files/">What is here</a>
      """;

  private final Path directory;

  private Uploads(Path directory) {
    this.directory = directory;
  }

  public static void main(String[] arguments) throws Exception {
    Address address = Address.parse(arguments.length > 0 ? arguments[0] : "127.0.0.1:7000");
    Path directory = Path.of(arguments.length > 1 ? arguments[1] : "uploads").toAbsolutePath();
    Files.createDirectories(directory);
    try (Reactor reactor = Reactor.open()) {
      reactor.run(() -> new Uploads(directory).serve(address));
    }
  }

  private void serve(Address address) throws IOException {
    Handler site =
        Router.of(
            get("/", _ -> Response.html(Status.OK, PAGE)),
            post("/", this::take),
            mount("/files/", StaticFiles.below(directory)));
    Limits limits = Limits.DEFAULT.with(new Limits.Body(LARGEST, 64 * 1024));
    Listener listener = Reactor.current().service(Network.class).listen(address);
    Scope.join(scope -> {
      HttpServer server = HttpServer.listen(scope, listener, site, limits, AccessLog.NONE);
      System.out.println("uploads to " + directory + " on http://" + server.address());
    });
  }

  private Response take(Request request) throws IOException {
    try (MultipartForm form = MultipartForm.read(request, FORM, directory)) {
      for (Upload upload : form.files("file")) {
        upload.moveTo(place(upload.filename()));
      }
    } catch (FileAlreadyExistsException e) {
      throw new BadRequest(Status.CONFLICT, "there is a file of that name already");
    }
    return Response.of(Status.SEE_OTHER).with("Location", "/files/");
  }

  /// The name comes from somebody else, and must be nothing but one.
  private Path place(String name) throws BadRequest {
    if (name.isEmpty() || name.startsWith(".") || name.contains("/") || name.contains("\0")) {
      throw new BadRequest("no name for a file: " + name);
    }
    return directory.resolve(name);
  }
}
