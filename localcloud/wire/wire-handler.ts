import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { DatabaseError, type Engine } from '../engine/types';
import type { CallLog } from '../runner/call-log';
import type { Clock } from '../runner/clock';
import { FunctionError } from '../runner/instance';
import type { Caller } from '../runner/runner';
import type { Storage } from '../services/storage';
import { parseCaller, type WireCaller } from './caller';
import type { DatabaseRequest } from './database-actions';
import { DatabaseService } from './database-service';
import { readBody, send, sendJson } from './http';
import { parseMultipart } from './multipart';
import { decodeOpenApiRequest, encodeOpenApiResponse } from './protobuf';
import { WireError } from './wire-error';

const MAX_BODY_BYTES = 20 * 1024 * 1024;

/** An open API's answer: JSON, or a file. */
export type OpenApiAnswer = Record<string, unknown> | { contentType: string; buffer: Buffer };

export interface WireOptions {
  engine: Engine;
  clock: Clock;
  calls: CallLog;
  storage: Storage;
  invoke: (name: string, event: unknown, caller: Caller) => Promise<unknown>;
  openApi: (name: string, args: Record<string, unknown>, caller: WireCaller) => Promise<OpenApiAnswer>;
  /** Answers JSON, or the text of a bill. */
  payApi: (name: string, args: Record<string, unknown>, caller: WireCaller) => Record<string, unknown> | string;
  log: (line: string) => void;
}

interface WireRequest extends DatabaseRequest {
  wxCloudApiToken?: string;
  function_name?: string;
  request_data?: string;
  path?: string;
  file_list?: { fileid: string; max_age?: number }[];
  fileid_list?: string[];
}

/** Serves POST /admin, the one door through which the SDK reaches the cloud. */
export class WireHandler {
  private readonly database: DatabaseService;

  constructor(private readonly options: WireOptions) {
    this.database = new DatabaseService(options.engine, options.clock);
  }

  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const requestId = randomBytes(8).toString('hex');
    const contentType = request.headers['content-type'] ?? '';
    try {
      const body = await readBody(request, MAX_BODY_BYTES);
      if (contentType.startsWith('multipart/')) {
        const answer = await this.platformCall(parseMultipart(body, contentType));
        // With a JSON content type the SDK would parse the protocol buffer as JSON.
        send(response, 200, 'application/octet-stream', answer);
        return;
      }
      const wire = JSON.parse(body.toString()) as WireRequest;
      const origin = `http://${request.headers.host}`;
      sendJson(response, 200, { requestId, ...(await this.recorded(wire, origin, request)) });
    } catch (error) {
      const { code, message } = this.wireError(error);
      sendJson(response, 200, { requestId, code, message });
    }
  }

  private wireError(error: unknown): { code: string; message: string } {
    if (error instanceof WireError || error instanceof DatabaseError || error instanceof FunctionError) return error;
    const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
    this.options.log(`wire: ${message}`);
    return { code: 'SYS_ERR', message: error instanceof Error ? error.message : String(error) };
  }

  /** Performs the request and notes it with the invocation that sent it. */
  private async recorded(
    wire: WireRequest,
    origin: string,
    request: IncomingMessage,
  ): Promise<Record<string, unknown>> {
    const caller = parseCaller(wire.wxCloudApiToken);
    return this.timed(caller, wire, () => this.perform(wire, caller, origin, request));
  }

  private async timed<T>(caller: WireCaller, wire: WireRequest, work: () => Promise<T>): Promise<T> {
    const started = performance.now();
    let code: string | undefined;
    try {
      return await work();
    } catch (error) {
      code = this.wireError(error).code;
      throw error;
    } finally {
      this.options.calls.operation(caller.invocation, {
        action: wire.action,
        collection: wire.collectionName,
        queryType: wire.queryType,
        ms: Math.round((performance.now() - started) * 100) / 100,
        code,
      });
    }
  }

  private async perform(
    wire: WireRequest,
    caller: WireCaller,
    origin: string,
    request: IncomingMessage,
  ): Promise<Record<string, unknown>> {
    const { storage } = this.options;
    if (wire.action?.startsWith('database.')) return this.database.handle(wire, caller);
    switch (wire.action) {
      case 'functions.invokeFunction': {
        const source = `${String(request.headers['x-tcb-source'] ?? '').split(',')[0]},scf`;
        const event: unknown = wire.request_data ? JSON.parse(wire.request_data) : {};
        const result = await this.options.invoke(wire.function_name ?? '', event, {
          source,
          openid: caller.openid || undefined,
        });
        return { data: { response_data: JSON.stringify(result ?? null) } };
      }
      case 'storage.getUploadMetadata':
        return { data: storage.uploadMetadata(wire.path ?? '', origin) };
      case 'storage.batchGetDownloadUrl':
        return { data: { download_list: storage.downloadUrls(wire.file_list ?? [], origin) } };
      case 'storage.batchDeleteFile':
        return { data: { delete_list: storage.deleteFiles(wire.fileid_list ?? []) } };
      default:
        throw new WireError('INVALID_PARAM', `the local cloud has no action ${wire.action}`);
    }
  }

  private async platformCall(parts: Map<string, Buffer>): Promise<Buffer> {
    const text = (name: string): string => parts.get(name)?.toString() ?? '';
    const data = parts.get('requestData') ?? Buffer.alloc(0);
    const caller = parseCaller(text('wxCloudApiToken'));
    const apiName = text('apiName');
    const wire: WireRequest = { action: `${text('action')} ${apiName}` };
    return this.timed(caller, wire, async () => {
      switch (text('action')) {
        case 'wx.openApi':
          return this.openApi(apiName, data, caller);
        case 'wx.wxPayApi': {
          const args = JSON.parse(data.toString() || '{}') as Record<string, unknown>;
          const answer = this.options.payApi(apiName, args, caller);
          return Buffer.from(typeof answer === 'string' ? answer : JSON.stringify(answer));
        }
        default:
          throw new WireError('INVALID_PARAM', `the local cloud has no action ${text('action')}`);
      }
    });
  }

  private async openApi(name: string, data: Buffer, caller: WireCaller): Promise<Buffer> {
    const args: Record<string, unknown> = {};
    for (const pair of decodeOpenApiRequest(data)) {
      args[pair.key] = pair.filename ? pair.value : JSON.parse(pair.value.toString());
    }
    const answer = await this.options.openApi(name, args, caller);
    if (Buffer.isBuffer(answer.buffer)) return encodeOpenApiResponse(answer.buffer, String(answer.contentType));
    return encodeOpenApiResponse(Buffer.from(JSON.stringify(answer)), 'application/json; charset=UTF-8');
  }
}
