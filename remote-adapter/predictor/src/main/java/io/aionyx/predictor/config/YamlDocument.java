package io.aionyx.predictor.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import io.aionyx.predictor.config.ConfigException.Place;
import io.aionyx.predictor.config.YamlNode.Key;
import io.aionyx.predictor.config.YamlNode.Mapping;
import io.aionyx.predictor.config.YamlNode.Scalar;
import io.aionyx.predictor.config.YamlNode.Sequence;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/**
 * Reads one YAML document into {@link YamlNode}s, keeping line numbers.
 *
 * <p>Made for files that strangers may have edited: at most 3 MiB and 32 levels, one document, no
 * repeated keys, no tags, and no aliases at all, so nothing can expand and nothing is constructed.
 */
public final class YamlDocument {
  static final int MAX_BYTES = 3 << 20;
  static final int MAX_DEPTH = 32;

  private static final YAMLFactory YAML = new YAMLFactory();

  private final String source;
  private final YAMLParser parser;

  private YamlDocument(String source, YAMLParser parser) {
    this.source = source;
    this.parser = parser;
  }

  public static Mapping read(Path file) {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new ConfigException(
            file + ": larger than " + MAX_BYTES + " bytes: was " + Files.size(file));
      }
      return parse(file.toString(), Files.readString(file));
    } catch (NoSuchFileException _) {
      throw new ConfigException(file + ": no such file");
    } catch (MalformedInputException _) {
      throw new ConfigException(file + ": not UTF-8 text");
    } catch (IOException e) {
      throw new ConfigException(file + ": cannot be read: " + e.getMessage());
    }
  }

  /**
   * @param source the name that messages give the text
   */
  public static Mapping parse(String source, String text) {
    if (text.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
      throw new ConfigException(source + ": larger than " + MAX_BYTES + " bytes");
    }
    try (YAMLParser parser = YAML.createParser(text)) {
      return new YamlDocument(source, parser).root();
    } catch (JsonProcessingException e) {
      throw malformed(source, e);
    } catch (IOException e) {
      throw new ConfigException(source + ": " + e.getMessage());
    }
  }

  /** The parser names the start of what it read; the reader wants to know where it went wrong. */
  private static ConfigException malformed(String source, JsonProcessingException e) {
    if (e.getCause() instanceof MarkedYAMLException marked && marked.getProblemMark() != null) {
      int line = marked.getProblemMark().getLine() + 1;
      return new ConfigException(new Place(source, line), String.valueOf(marked.getProblem()));
    }
    var location = e.getLocation();
    var place = new Place(source, location == null ? 0 : location.getLineNr());
    return new ConfigException(
        place, e.getOriginalMessage().lines().findFirst().orElse("malformed"));
  }

  private Mapping root() throws IOException {
    JsonToken first = parser.nextToken();
    if (first == null || first == JsonToken.VALUE_NULL) {
      return new Mapping(new Place(source, 1), new LinkedHashMap<>());
    }
    YamlNode node = node(0);
    if (parser.nextToken() != null) {
      throw new ConfigException(here(), "a second document is not allowed");
    }
    if (node instanceof Mapping mapping) {
      return mapping;
    }
    throw new ConfigException(node.place(), "must be a mapping of keys to values");
  }

  private YamlNode node(int depth) throws IOException {
    if (depth > MAX_DEPTH) {
      throw new ConfigException(here(), "nested deeper than " + MAX_DEPTH + " levels");
    }
    refuseTagsAndAliases();
    return switch (parser.currentToken()) {
      case START_OBJECT -> mapping(depth);
      case START_ARRAY -> sequence(depth);
      default -> scalar();
    };
  }

  private Mapping mapping(int depth) throws IOException {
    Place place = here();
    var entries = new LinkedHashMap<Key, YamlNode>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      refuseTagsAndAliases();
      var key = new Key(parser.currentName(), here());
      parser.nextToken();
      if (entries.put(key, node(depth + 1)) != null) {
        throw new ConfigException(key.place(), "repeated key " + key.name());
      }
    }
    return new Mapping(place, entries);
  }

  private Sequence sequence(int depth) throws IOException {
    Place place = here();
    var items = new ArrayList<YamlNode>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(node(depth + 1));
    }
    return new Sequence(place, items);
  }

  private Scalar scalar() throws IOException {
    Object plain =
        switch (parser.currentToken()) {
          case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getNumberValue();
          case VALUE_TRUE -> Boolean.TRUE;
          case VALUE_FALSE -> Boolean.FALSE;
          case VALUE_NULL -> null;
          default -> parser.getText();
        };
    return new Scalar(here(), plain == null ? "" : parser.getText(), plain);
  }

  private void refuseTagsAndAliases() throws IOException {
    if (parser.isCurrentAlias() || parser.getObjectId() != null) {
      throw new ConfigException(here(), "anchors and aliases are not allowed");
    }
    if (parser.getTypeId() != null) {
      throw new ConfigException(here(), "the tag !" + parser.getTypeId() + " is not allowed");
    }
  }

  private Place here() {
    JsonParser located = parser;
    return new Place(source, located.currentTokenLocation().getLineNr());
  }
}
