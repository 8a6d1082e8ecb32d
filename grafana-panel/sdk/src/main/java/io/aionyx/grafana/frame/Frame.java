package io.aionyx.grafana.frame;

import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * A table with named, typed columns of equal length.
 *
 * @param refId the query it answers; empty until a server fills it in
 * @param meta Grafana's frame meta: {@code preferredVisualisationType}, {@code notices}, {@code
 *     custom} ...; may be empty
 */
public record Frame(String name, String refId, Map<String, Object> meta, List<Field> fields) {
  public Frame {
    meta = Collections.unmodifiableMap(meta);
    fields = List.copyOf(fields);
    for (Field field : fields) {
      if (field.rows() != fields.getFirst().rows()) {
        throw new IllegalArgumentException(
            "all fields must be as long as %s (%d rows): %s has %d"
                .formatted(
                    fields.getFirst().name(),
                    fields.getFirst().rows(),
                    field.name(),
                    field.rows()));
      }
    }
  }

  public static Frame of(String name, Field... fields) {
    return new Frame(name, "", Map.of(), List.of(fields));
  }

  public Frame refId(String newRefId) {
    return new Frame(name, newRefId, meta, fields);
  }

  public Frame meta(Map<String, Object> newMeta) {
    return new Frame(name, refId, newMeta, fields);
  }

  public int rows() {
    return fields.isEmpty() ? 0 : fields.getFirst().rows();
  }

  /** An Arrow IPC file, the form every Grafana reads. */
  public byte[] arrow() {
    return ArrowFile.write(this);
  }

  /** JSON with schema and data, the form of live channels and of resource answers. */
  public byte[] json() {
    return FrameJson.write(this);
  }
}
