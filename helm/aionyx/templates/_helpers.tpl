{{- define "aionyx.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 40 | trimSuffix "-" -}}
{{- end -}}

{{- define "aionyx.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 40 | trimSuffix "-" -}}
{{- else if contains (include "aionyx.name" .) .Release.Name -}}
{{- .Release.Name | trunc 40 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name (include "aionyx.name" .) | trunc 40 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{- define "aionyx.labels" -}}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
app.kubernetes.io/name: {{ include "aionyx.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/part-of: aionyx
app.kubernetes.io/managed-by: {{ .Release.Service }}
{{- with .Values.commonLabels }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{- /* Takes (list root component). */ -}}
{{- define "aionyx.selector" -}}
app.kubernetes.io/name: {{ include "aionyx.name" (index . 0) }}
app.kubernetes.io/instance: {{ (index . 0).Release.Name }}
app.kubernetes.io/component: {{ index . 1 }}
{{- end -}}

{{- /* Takes (list root image). */ -}}
{{- define "aionyx.image" -}}
{{- $image := index . 1 -}}
{{- if $image.digest -}}
{{ $image.repository }}@{{ $image.digest }}
{{- else -}}
{{ $image.repository }}:{{ $image.tag | default (index . 0).Chart.AppVersion }}
{{- end -}}
{{- end -}}

{{- define "aionyx.prometheusUrl" -}}
{{- .Values.prometheus.url | default (printf "http://%s.%s.svc:%v" .Values.prometheus.service .Values.prometheus.namespace .Values.prometheus.port) | trimSuffix "/" -}}
{{- end -}}

{{- define "aionyx.alertmanagerUrl" -}}
{{- .Values.alertmanager.url | default (printf "http://%s.%s.svc:%v" .Values.alertmanager.service .Values.alertmanager.namespace .Values.alertmanager.port) | trimSuffix "/" -}}
{{- end -}}

{{- /* Takes (list root shard): the name of one predictor; a single one carries no number. */ -}}
{{- define "aionyx.predictor" -}}
{{- $root := index . 0 -}}
{{- if gt (int $root.Values.predictor.shards) 1 -}}
{{ include "aionyx.fullname" $root }}-predictor-{{ index . 1 }}
{{- else -}}
{{ include "aionyx.fullname" $root }}-predictor
{{- end -}}
{{- end -}}

{{- define "aionyx.podSecurity" -}}
runAsNonRoot: true
runAsUser: 65532
runAsGroup: 65532
fsGroup: 65532
seccompProfile: {type: RuntimeDefault}
{{- end -}}

{{- define "aionyx.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities: {drop: [ALL]}
{{- end -}}

{{- /* Takes (list root enabled): "true" where objects of the operator are wanted. */ -}}
{{- define "aionyx.operator" -}}
{{- if eq (toString (index . 1)) "auto" -}}
{{- if (index . 0).Capabilities.APIVersions.Has "monitoring.coreos.com/v1" -}}true{{- end -}}
{{- else if eq (toString (index . 1)) "true" -}}true{{- end -}}
{{- end -}}

{{- /* Takes the component's values: where its pods may run. */ -}}
{{- define "aionyx.placement" -}}
{{- with .nodeSelector }}
nodeSelector: {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .tolerations }}
tolerations: {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .affinity }}
affinity: {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .priorityClassName }}
priorityClassName: {{ . }}
{{- end }}
terminationGracePeriodSeconds: {{ .terminationGracePeriodSeconds }}
{{- end -}}

{{- define "aionyx.pullSecrets" -}}
{{- with .Values.image.pullSecrets }}
imagePullSecrets:
{{- range . }}
  - name: {{ . }}
{{- end }}
{{- end }}
{{- end -}}

{{- define "aionyx.probes" -}}
startupProbe:
  httpGet: {path: /-/healthy, port: http, scheme: {{ . }}}
  failureThreshold: 60
  periodSeconds: 2
livenessProbe:
  httpGet: {path: /-/healthy, port: http, scheme: {{ . }}}
  periodSeconds: 15
  timeoutSeconds: 5
  failureThreshold: 4
readinessProbe:
  httpGet: {path: /-/ready, port: http, scheme: {{ . }}}
  periodSeconds: 5
  timeoutSeconds: 5
{{- end -}}

{{- /* Takes (list root component persistence claim). */ -}}
{{- define "aionyx.claim" -}}
{{- $root := index . 0 -}}{{- $persistence := index . 2 -}}
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: {{ index . 3 }}
  namespace: {{ $root.Release.Namespace }}
  labels: {{- include "aionyx.labels" $root | nindent 4 }}
    app.kubernetes.io/component: {{ index . 1 }}
  annotations:
    # What was learnt and what was done outlives an uninstall.
    helm.sh/resource-policy: keep
spec:
  accessModes: [ReadWriteOnce]
  {{- with $persistence.storageClassName }}
  storageClassName: {{ . | quote }}
  {{- end }}
  resources:
    requests: {storage: {{ $persistence.size }}}
{{- end -}}

{{- define "aionyx.dnsEgress" -}}
- to:
    - namespaceSelector: {}
  ports:
    - {port: 53, protocol: UDP}
    - {port: 53, protocol: TCP}
{{- end -}}

{{- /* Metrics that connect names, and that every shard needs. */ -}}
{{- define "aionyx.everywhere" -}}
kube_pod_owner|kube_replicaset_owner|kube_pod_spec_volumes_persistentvolumeclaims_info
{{- end -}}
