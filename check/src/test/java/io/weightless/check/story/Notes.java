package io.weightless.check.story;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Application;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;

/// An application of JAX-RS, which knows nothing of Weightless: notes by their names.
public final class Notes extends Application {
  @Override
  public Set<Class<?>> getClasses() {
    return Set.of(Shelf.class, FullMapper.class);
  }

  /// The notes.
  @Singleton
  @Path("notes")
  @Produces("text/plain")
  public static final class Shelf {
    private static final int ROOM = 100;

    private final Map<String, String> notes = new ConcurrentSkipListMap<>();

    /// All of them, written as they are found.
    @GET
    public StreamingOutput all() {
      return out -> {
        for (Map.Entry<String, String> note : notes.entrySet()) {
          out.write((note.getKey() + ": " + note.getValue() + "\n").getBytes(UTF_8));
          out.flush();
        }
      };
    }

    @GET
    @Path("{name}")
    public String one(@PathParam("name") String name) {
      String text = notes.get(name);
      if (text == null) {
        throw new NotFoundException();
      }
      return text;
    }

    @PUT
    @Path("{name}")
    @Consumes("text/plain")
    public Response put(@PathParam("name") String name, String text, @Context UriInfo uri) {
      if (notes.size() >= ROOM || text.length() > ROOM) {
        throw new Full(name);
      }
      notes.put(name, text);
      return Response.created(uri.getRequestUri()).build();
    }

    @DELETE
    @Path("{name}")
    public void remove(@PathParam("name") String name) {
      notes.remove(name);
    }

    /// Much, as it is made.
    @GET
    @Path("{name}/{times}")
    public StreamingOutput many(@PathParam("name") String name, @PathParam("times") int times) {
      byte[] text = (one(name) + "\n").getBytes(UTF_8);
      return out -> {
        for (int i = 0; i < times; i++) {
          out.write(text);
        }
      };
    }
  }

  /// There is no room for a note.
  public static final class Full extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Full(String name) {
      super("no room for " + name);
    }
  }

  /// Tells so.
  public static final class FullMapper implements ExceptionMapper<Full> {
    @Override
    public Response toResponse(Full full) {
      return Response.status(507).entity(full.getMessage()).type("text/plain").build();
    }
  }
}
