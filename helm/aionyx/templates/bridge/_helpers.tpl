{{- /* The names of the actions that are switched on, one a line. */ -}}
{{- define "aionyx.bridge.actions" -}}
{{- range $name, $on := .Values.bridge.actions }}
{{- if $on }}
{{ $name }}
{{- end }}
{{- end }}
{{- end -}}

{{- /* Takes (list root scope): the rules of that scope of every action switched on, as YAML. */ -}}
{{- define "aionyx.bridge.rules" -}}
{{- $root := index . 0 -}}{{- $scope := index . 1 -}}
{{- $rights := $root.Files.Get "files/rbac.yaml" | fromYaml -}}
{{- $rules := list -}}
{{- range $name, $on := $root.Values.bridge.actions -}}
{{- if $on -}}
{{- $rules = concat $rules (get (get $rights.actions $name) $scope | default list) -}}
{{- end -}}
{{- end -}}
{{- if $rules }}{{ toYaml (uniq $rules) }}{{- end -}}
{{- end -}}

{{- /* Takes (list root kind roleKind name namespace). */ -}}
{{- define "aionyx.bridge.binding" -}}
{{- $root := index . 0 -}}
apiVersion: rbac.authorization.k8s.io/v1
kind: {{ index . 1 }}
metadata:
  name: {{ index . 3 }}
  {{- with index . 4 }}
  namespace: {{ . }}
  {{- end }}
  labels: {{- include "aionyx.labels" $root | nindent 4 }}
    app.kubernetes.io/component: bridge
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: {{ index . 2 }}
  name: {{ index . 3 }}
subjects:
  - kind: ServiceAccount
    name: {{ include "aionyx.fullname" $root }}-bridge
    namespace: {{ $root.Release.Namespace }}
{{- end -}}

{{- /* Takes (list root scope name namespace): a Role of that scope's rules and its binding, if there are any. */ -}}
{{- define "aionyx.bridge.role" -}}
{{- $root := index . 0 -}}
{{- with include "aionyx.bridge.rules" (list $root (index . 1)) }}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: {{ index $ 2 }}
  namespace: {{ index $ 3 }}
  labels: {{- include "aionyx.labels" $root | nindent 4 }}
    app.kubernetes.io/component: bridge
rules:
  {{- . | nindent 2 }}
---
{{ include "aionyx.bridge.binding" (list $root "RoleBinding" "Role" (index $ 2) (index $ 3)) }}
{{- end }}
{{- end -}}
